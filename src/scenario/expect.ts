/** An `expect` step: everything it names is looked at, so that all that is wrong shows at once. */
import { explainRun } from '../inspect/explain/explain-run.ts';
import { explanationText, linkText } from '../inspect/explain/explanation-text.ts';
import type { RunWitness } from '../inspect/explain/run-witness.ts';
import type { RecordReport } from '../inspect/record-ledger.ts';
import { latin1Bytes, latin1Text, utf8ToLatin1 } from '../sim/bytes.ts';
import { errnoName } from '../sim/errno.ts';
import { checkContents, type Failure } from './contents.ts';
import { bytesToHex, hexToBytes } from './hex.ts';
import { checkMinidump } from './minidump-expectation.ts';
import { plainPalette } from './report/palette.ts';
import type { Expectation } from './schema.ts';
import { type Session, stateMatches, withoutCr } from './session.ts';
import type { StepContext } from './step-end.ts';

export function checkExpectation(
  expectation: Expectation,
  { session, records, witness }: Pick<StepContext, 'session' | 'records' | 'witness'>,
): Failure[] {
  const { machine } = session;
  const failures: Failure[] = [];
  if (expectation.console !== undefined) {
    const text = expectation.console.since === 'start' ? session.console : session.consoleSinceReset;
    failures.push(...checkContents('the console', withoutCr(text), expectation.console));
  }
  if (expectation.output !== undefined) {
    if (session.output === undefined) failures.push({ message: 'no step has printed anything yet' });
    else failures.push(...checkContents('the output', session.output, expectation.output));
  }
  if (expectation.file !== undefined) failures.push(...checkFile(expectation.file, session));
  if (expectation.files !== undefined) failures.push(...checkDirectory(expectation.files, session));
  if (expectation.ram !== undefined) failures.push(...checkRam(expectation.ram, session));
  if (expectation.records !== undefined) failures.push(...checkRecords(expectation.records, records.latest));
  if (expectation.explain !== undefined) failures.push(...checkExplanation(expectation.explain, witness));
  if (expectation.minidump !== undefined) {
    failures.push(...checkMinidump(expectation.minidump, machine.firmwareDevices.download));
  }
  if (expectation.state !== undefined && !stateMatches(machine.state, expectation.state)) {
    failures.push({ message: 'the machine is in another state', expected: expectation.state, found: machine.state });
  }
  if (expectation.event !== undefined && !session.happened(expectation.event)) {
    failures.push({ message: `${expectation.event} has not happened` });
  }
  return failures;
}

function checkFile(file: NonNullable<Expectation['file']>, { machine }: Session): Failure[] {
  const bytes = machine.kernelRead(file.path);
  if (typeof bytes === 'number') {
    if (file.exists === false && errnoName(bytes) === 'ENOENT') return [];
    return [
      {
        message: `${file.path} cannot be read`,
        expected: file.exists === false ? 'ENOENT' : 'a file',
        found: errnoName(bytes),
      },
    ];
  }
  if (file.exists === false) return [{ message: `${file.path} exists` }];
  const failures = checkContents(file.path, latin1Text(bytes), file);
  if (file.size !== undefined && bytes.length !== file.size) {
    failures.push({
      message: `${file.path} has another size`,
      expected: String(file.size),
      found: String(bytes.length),
    });
  }
  return failures;
}

function checkDirectory(files: NonNullable<Expectation['files']>, { machine }: Session): Failure[] {
  const entries = machine.kernelList(files.directory);
  if (typeof entries === 'number')
    return [{ message: `${files.directory} cannot be listed`, found: errnoName(entries) }];
  const found = entries.map((entry) => entry.name).sort();
  const expected = [...files.names].sort();
  if (found.join('\n') === expected.join('\n')) return [];
  return [{ message: `${files.directory} holds other names`, expected: expected.join(' '), found: found.join(' ') }];
}

function checkRecords(wanted: NonNullable<Expectation['records']>, recovered: RecordReport | undefined): Failure[] {
  if (recovered === undefined) {
    return [
      { message: 'nobody has recovered records since the last reset: neither a mounted pstorefs nor pstore display' },
    ];
  }
  return Object.entries(wanted).flatMap(([name, expected = 'lost']) => {
    const found = recovered.records.find((record) => record.name === name)?.class ?? 'lost';
    return found === expected ? [] : [{ message: `the record ${name} is of another class`, expected, found }];
  });
}

function checkExplanation(wanted: NonNullable<Expectation['explain']>, witness: RunWitness | null): Failure[] {
  if (witness === null) return [{ message: 'this machine cannot be explained' }];
  const { record, boot, broken, contains } = wanted;
  const options = { ...(record === undefined ? {} : { record }), ...(boot === undefined ? {} : { boot }) };
  const found = explainRun(witness, options);
  const text = explanationText(found, plainPalette);
  if ((found.broken ?? 'none') !== broken) {
    return [
      {
        message: `the chain is broken elsewhere: ${found.broken ?? 'none'}`,
        expected: broken,
        found: utf8ToLatin1(text),
      },
    ];
  }
  const culprit = found.links.find(({ name }) => name === found.broken);
  const about = culprit === undefined ? text : linkText(culprit, plainPalette);
  return checkContents('the explanation', utf8ToLatin1(about), { contains });
}

function checkRam(ram: NonNullable<Expectation['ram']>, { machine }: Session): Failure[] {
  const wanted = [
    ...(ram.hex === undefined ? [] : [hexToBytes(ram.hex)]),
    ...(ram.text === undefined ? [] : [latin1Bytes(utf8ToLatin1(ram.text))]),
  ];
  return wanted.flatMap((expected) => {
    const found = machine.memory.read(ram.address, expected.length);
    const at = expected.findIndex((byte, index) => byte !== found[index]);
    if (at < 0) return [];
    const message = `RAM differs at 0x${(ram.address + at).toString(16)}`;
    return [
      { message, expected: bytesToHex(expected.subarray(at, at + 16)), found: bytesToHex(found.subarray(at, at + 16)) },
    ];
  });
}
