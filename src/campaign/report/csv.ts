/** Results as a table for spreadsheets: a line for each configuration (RFC 4180, with a head line). */
import type { CampaignResult, ResultRow } from '../result.ts';

type Value = string | number | null | undefined;

export function csvReport({ plan, rows }: CampaignResult): string {
  const lines = rows.map((row) => columnsOf(row, plan.seed));
  const head = lines[0]?.map(([name]) => name) ?? [];
  return [head, ...lines.map((columns) => columns.map(([, value]) => value))]
    .map((line) => `${line.map(field).join(',')}\r\n`)
    .join('');
}

function columnsOf(
  { configuration, key, tally, intervals, theory, ...row }: ResultRow,
  seed: string,
): [string, Value][] {
  const { mode, ecc, fault, layout, kernel, compress } = configuration;
  const { blocks, headers, shortBlocks, records } = tally;
  const strength = fault as {
    ber?: number;
    flips?: number;
    burst?: number;
    retention?: string;
    offSeconds?: number;
    temperature?: number;
  };
  const prefixed = (prefix: string, counts: object) =>
    Object.entries(counts).map(([name, count]): [string, Value] => [`${prefix}_${name}`, count as number]);
  return [
    ['configuration', key],
    ['mode', mode],
    ['model', fault.model],
    ['ber', strength.ber],
    ['flips', strength.flips],
    ['burst', strength.burst],
    ['retention', strength.retention],
    ['offSeconds', strength.offSeconds],
    ['temperature', strength.temperature],
    ['ecc', ecc],
    ['zone', layout.zone],
    ['record', layout.record],
    ['kernel', mode === 'machine' ? kernel : null],
    ['compress', mode === 'machine' ? compress : null],
    ...Object.entries(blocks),
    ...prefixed('short', shortBlocks),
    ...prefixed('header', headers),
    ...prefixed('record', records),
    ...Object.entries(intervals).flatMap(([name, { low, high }]): [string, Value][] => [
      [`${name}_low`, low],
      [`${name}_high`, high],
    ]),
    ['theory_clean', theory?.clean],
    ['theory_corrected', theory?.corrected],
    ['theory_uncorrectable', theory?.uncorrectable],
    ['theory_miscorrected', theory?.miscorrected],
    ['theory_beyond', theory?.beyond],
    ['yield', row.yield],
    ['isOptimum', row.isOptimum ? 1 : 0],
    ['seed', seed],
  ];
}

function field(value: Value): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'number' ? String(Number(value.toPrecision(12))) : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
