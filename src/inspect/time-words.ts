/**
 * Instants of a run as people name them: `12.5s`, `panicked`, `machine.reset#2`, `before reset`, a name given by `fork`.
 */
import { type TimelineEvent, type TimeMachine, timelineEventNames } from '../machine/time-machine.ts';
import { formatSeconds, parseDuration } from '../sim/duration.ts';

/** One instant that was asked for, or why there is none. */
type Instant =
  | { readonly kind: 'time'; readonly timeNs: number }
  | { readonly kind: 'event'; readonly event: TimelineEvent; readonly isBefore: boolean }
  | { readonly kind: 'mark'; readonly name: string }
  | { readonly kind: 'none'; readonly why: string };

const none = (why: string): Instant => ({ kind: 'none', why });

/** Looks up what `text` names in the whole known run. */
function findInstant(text: string, time: TimeMachine): Instant {
  const words = text.trim().split(/\s+/);
  const isBefore = words.length === 2 && words[0] === 'before';
  const word = isBefore ? words[1]! : words.join(' ');
  if (!isBefore && time.marks.has(word)) return { kind: 'mark', name: word };
  const timeNs = parseDuration(word);
  if (timeNs !== undefined && !isBefore) return { kind: 'time', timeNs };
  if (/^[\d.]/.test(word)) return none('is no time; write 500ms, 3s, 2min, at most 30 days');
  const match = /^([A-Za-z.]+)(?:#(\d{1,6}))?$/.exec(word);
  const names = match === null ? [] : timelineEventNames.filter((name) => isNamed(name, match[1]!));
  const [name] = names;
  if (match === null || name === undefined) return none(`is no time and no event; events: ${eventWords().join(', ')}`);
  const found = time.allEvents().filter((event) => event.name === name);
  // Without a number the last one is meant: that is where the trouble was.
  const number = match[2] === undefined ? found.length : Number(match[2]);
  const event = found[number - 1];
  if (event !== undefined) return { kind: 'event', event, isBefore };
  if (found.length === 0) return none(`has not happened: ${name}`);
  return none(`happened ${found.length} ${found.length === 1 ? 'time' : 'times'} only, at ${timesOf(found)}`);
}

/** Goes there; what stood in the way, or null. */
export function goToInstant(text: string, time: TimeMachine): string | null {
  const instant = findInstant(text, time);
  if (instant.kind === 'none') return `"${text}" ${instant.why}`;
  if (instant.kind === 'mark') time.goToMark(instant.name);
  else if (instant.kind === 'event') time.goTo(instant.isBefore ? instant.event.before : instant.event.after);
  else if (!time.goToTime(instant.timeNs)) {
    return `the machine is too busy to get to ${formatSeconds(instant.timeNs)}; it stands at ${formatSeconds(time.moment.timeNs)}`;
  }
  return null;
}

/** The events that can be named, without what stands before the dot where that is enough. */
function eventWords(): string[] {
  return timelineEventNames.map((name) => {
    const short = shortName(name);
    return timelineEventNames.filter((other) => shortName(other) === short).length === 1 ? short : name;
  });
}

function isNamed(name: string, word: string): boolean {
  return name === word || shortName(name) === word;
}

function shortName(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}

function timesOf(events: readonly TimelineEvent[]): string {
  const shown = events.slice(0, 5).map(({ timeNs }) => formatSeconds(timeNs));
  return events.length > shown.length ? `${shown.join(', ')}, …` : shown.join(', ');
}
