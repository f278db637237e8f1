/** The command line that gives a plan again: what a report needs so that others can get its numbers. */
import type { FaultModel } from '../configuration.ts';
import type { CampaignPlan } from '../plan.ts';

export function commandLine({
  name,
  seed,
  mode,
  trials,
  ecc,
  faults,
  layouts,
  kernel,
  compress,
}: CampaignPlan): string {
  const numbers = (pick: (fault: FaultModel) => number | null) => faults.map(pick).filter((value) => value !== null);
  const options: [string, readonly (string | number)[]][] = [
    ['name', name === null ? [] : [name]],
    ['seed', [seed]],
    ['mode', mode === 'machine' ? [mode] : []],
    ['ecc', ecc],
    ['model', faults.map(({ model }) => model)],
    ['ber', numbers((fault) => ('ber' in fault ? fault.ber : null))],
    ['flips', numbers((fault) => (fault.model === 'flips' ? fault.flips : null))],
    ['burst', numbers((fault) => (fault.model === 'burst' ? fault.burst : null))],
    ['retention', faults.flatMap((fault) => (fault.model === 'decay' ? [fault.retention] : []))],
    ['off', numbers((fault) => (fault.model === 'decay' ? fault.offSeconds : null))],
    ['temperature', numbers((fault) => (fault.model === 'decay' ? fault.temperature : null))],
    ['kernel', mode === 'machine' ? [kernel] : []],
    ['compress', mode === 'machine' ? [compress] : []],
    ['trials', [trials]],
  ];
  const words = options
    .filter(([, values]) => values.length > 0)
    .map(([key, values]) => `--${key} ${quoted([...new Set(values)].join(','))}`);
  const sizes = layouts.map(({ record, zone }) => `${record === null ? '' : `record=${record},`}zone=${zone}`);
  return ['lastwords campaign', ...words, `--layout ${sizes.join(' ')}`].join(' ');
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w.,:+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
