/** An explanation for people: the culprit first, then the chain with marks and evidence. */
import { formatSeconds } from '../../sim/duration.ts';
import type { Evidence, Explanation, Link, LinkState } from './explanation.ts';

/** How parts are painted; the terminal lends it. */
export interface ExplanationPaint {
  good(text: string): string;
  bad(text: string): string;
  faint(text: string): string;
}

const MARKS: Readonly<Record<LinkState, string>> = { holds: '✓', risky: '!', broken: '✗', unknown: '·' };
const NAME_COLUMNS = 12;
const INDENT = ' '.repeat(4 + NAME_COLUMNS);

export function explanationText({ subject, broken, links }: Explanation, paint: ExplanationPaint): string {
  const culprit = links.find(({ name }) => name === broken);
  const verdict =
    culprit === undefined
      ? paint.good('the chain is whole')
      : `${paint.bad(`broken at “${culprit.name}”`)}: ${shown(culprit.finding)}`;
  return `${shown(subject)}\n${verdict}\n\n${links.map((one) => linkText(one, paint)).join('')}`;
}

/** One link of it. */
export function linkText({ name, state, finding, evidence, hint }: Link, paint: ExplanationPaint): string {
  const colour = { holds: paint.good, risky: paint.bad, broken: paint.bad, unknown: paint.faint }[state];
  const lines = [`  ${colour(MARKS[state])} ${name.padEnd(NAME_COLUMNS)}${shown(finding)}\n`];
  for (const one of evidence) lines.push(`${INDENT}${paint.faint(evidenceText(one))}\n`);
  if (hint !== null) lines.push(`${INDENT}→ ${hint}\n`);
  return lines.join('');
}

function evidenceText({ kind, timeNs, text }: Evidence): string {
  const time = timeNs === null ? '' : `${formatSeconds(timeNs)}  `;
  return `${kind.padEnd(7)}  ${time}${shown(text)}`;
}

/** Consoles and panics may say anything. */
function shown(text: string): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0)!;
    const isPlain = code >= 0x20 && (code < 0x7f || code > 0x9f);
    return isPlain ? character : `\\x${code.toString(16).padStart(2, '0')}`;
  }).join('');
}
