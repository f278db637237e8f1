/**
 * Results in the JUnit XML that CI systems read: a scenario is a test suite, a step a test case.
 *
 * Times are virtual seconds: the report of a run is the same on every computer.
 */
import { NS_PER_S } from '../../sim/clock.ts';
import type { StepResult } from '../runner.ts';
import type { NamedRun } from './json.ts';
import { printableLines } from './printable.ts';
import { recordsWords } from './records.ts';
import { stepTitle } from './titles.ts';

export function junitReport(runs: readonly NamedRun[]): string {
  const suites = runs.map(suite).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="lastwords">\n${suites}</testsuites>\n`;
}

function suite({ file, result }: NamedRun): string {
  const steps = result.steps.filter((step) => step.kind !== 'say' && step.kind !== 'chapter');
  const count = (status: StepResult['status']) => steps.filter((step) => step.status === status).length;
  const attributes = {
    name: result.scenario.name,
    file,
    tests: steps.length,
    failures: count('failed'),
    errors: count('timedOut'),
    skipped: count('notRun'),
    time: seconds(result.endNs),
  };
  const properties = {
    seed: result.seed,
    traceHash: result.traceHash,
    ramHash: result.ramHash,
    ...Object.fromEntries(result.records.map((report, at) => [`records[${at}]`, recordsWords(report)])),
  };
  const propertyLines = Object.entries(properties).map(
    ([name, value]) => `      <property${xmlAttributes({ name, value })}/>\n`,
  );
  const cases = steps.map((step) => testCase(step, result.scenario.name)).join('');
  const console = printableLines(result.console).join('\n');
  return (
    `  <testsuite${xmlAttributes(attributes)}>\n    <properties>\n${propertyLines.join('')}    </properties>\n${cases}` +
    `    <system-out>${xmlText(console)}</system-out>\n  </testsuite>\n`
  );
}

function testCase(step: StepResult, scenarioName: string): string {
  const name = `${step.index + 1}. ${stepTitle(step.step)}`;
  const open = `    <testcase${xmlAttributes({ classname: scenarioName, name, time: seconds(step.endNs - step.startNs) })}`;
  if (step.status === 'passed') return `${open}/>\n`;
  if (step.status === 'notRun') return `${open}>\n      <skipped/>\n    </testcase>\n`;
  const element = step.status === 'timedOut' ? 'error' : 'failure';
  const details = step.failures.map((failure) => {
    const rows = [failure.message];
    if (failure.expected !== undefined) rows.push(`expected: ${printableLines(failure.expected).join('\n')}`);
    if (failure.found !== undefined) rows.push(`found: ${printableLines(failure.found).join('\n')}`);
    return rows.join('\n');
  });
  const message = step.failures[0]?.message ?? step.status;
  return `${open}>\n      <${element}${xmlAttributes({ message })}>${xmlText(details.join('\n\n'))}</${element}>\n    </testcase>\n`;
}

function seconds(ns: number): string {
  return (ns / NS_PER_S).toFixed(6);
}

export function xmlAttributes(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${xmlText(String(value)).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`)
    .join('');
}

/** XML 1.0 has no way to write most control characters, surrogates and U+FFFE, U+FFFF: they become U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}
