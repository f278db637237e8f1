/** Results in the JUnit XML that CI systems read: a configuration is a test case; it fails where theory or baseline say so. */
import { xmlAttributes, xmlText } from '../../scenario/report/junit.ts';
import type { BaselineTest } from '../baseline.ts';
import type { CampaignResult, ResultRow } from '../result.ts';
import { changeWords, disagreementWords } from './words.ts';

export function junitReport(result: CampaignResult, baseline: BaselineTest | null): string {
  const { plan, rows, theoryTest } = result;
  const cases = rows.map((row) => {
    const theory = theoryTest.disagreements.filter((one) => one.row === row);
    const worse = baseline?.regressions.filter((one) => one.row === row) ?? [];
    return {
      row,
      failures: [...theory.map((one) => disagreementWords(row, one.comparison)), ...worse.map(changeWords)],
    };
  });
  const name = plan.name ?? 'campaign';
  const failed = cases.filter(({ failures }) => failures.length > 0).length;
  const attributes = { name, tests: cases.length, failures: failed, errors: 0, skipped: 0, time: '0.000000' };
  const body = cases.map(({ row, failures }) => testCase(name, row, failures)).join('');
  const seed = `    <properties>\n      <property${xmlAttributes({ name: 'seed', value: plan.seed })}/>\n    </properties>\n`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="lastwords">\n` +
    `  <testsuite${xmlAttributes(attributes)}>\n${seed}${body}  </testsuite>\n</testsuites>\n`
  );
}

function testCase(classname: string, { key }: ResultRow, failures: readonly string[]): string {
  const open = `    <testcase${xmlAttributes({ classname, name: key, time: '0.000000' })}`;
  if (failures.length === 0) return `${open}/>\n`;
  const text = `<failure${xmlAttributes({ message: failures[0]! })}>${xmlText(failures.join('\n'))}</failure>`;
  return `${open}>\n      ${text}\n    </testcase>\n`;
}
