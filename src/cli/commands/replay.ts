/** `lastwords replay FILE`: a saved machine or the bundle of a failed run, opened, verified, and gone to any instant of it. */
import { BootSession } from '../../inspect/boot-session.ts';
import { goToInstant } from '../../inspect/time-words.ts';
import type { TimeMachine } from '../../machine/time-machine.ts';
import { rerunBundle } from '../../scenario/bundle.ts';
import { textReport } from '../../scenario/report/text.ts';
import { formatSeconds } from '../../sim/duration.ts';
import { sit } from '../boot/sit.ts';
import { type CommandModule, EXIT } from '../command.ts';
import { colorsFor } from '../io.ts';
import { paletteOf } from '../palette.ts';
import { openSaved } from '../saved-file.ts';
import { showStory } from '../story-player.ts';

/** Clock events that a typed line may take: ten seconds of computing. */
const COMPUTE_LIMIT = 2_500;

export const replayCommand: CommandModule = {
  define(command) {
    command
      .argument('<file>', 'what the operator’s save or run --bundle has written')
      .option('--at <instant>', 'go there: 12.5s, panicked, reset#2, "before reset"; default: where it was saved')
      .option('--continue', 'sit down at the machine, as lastwords boot does')
      .option('--story', 'a bundle: tell its run')
      .option('--json', 'what it is, where it stands and what has happened, as JSON')
      .addHelpText(
        'after',
        `
The run is lived again and compared with the file; a file whose machine comes out
otherwise is refused with the first difference.

Example:
  lastwords run scenarios/regression --bundle failures
  lastwords replay failures/first-crash.lws --at 'before reset' --continue
`,
      );
  },

  async perform(given, io) {
    const [path] = given.operands;
    const isJson = given.flag('json');
    for (const name of ['continue', 'story']) {
      if (isJson && given.flag(name)) given.complain(`--${name}`, 'cannot be combined with --json');
    }
    given.settle();
    const { saved, time } = openSaved(path!);
    const at = given.text('at');
    const refused = at === undefined ? null : goToInstant(at, time);
    if (refused !== null) given.complain('--at', refused);
    const isBundle = saved.contents.kind === 'bundle';
    if (given.flag('story') && !isBundle) given.complain('--story', 'only a bundle has one');
    given.settle();
    if (isJson) {
      const { kind, tool, about } = saved.contents;
      io.out(`${JSON.stringify({ kind, tool, about, ...position(time), events: time.allEvents() }, null, 2)}\n`);
      return EXIT.ok;
    }
    if (isBundle) {
      const run = rerunBundle(saved);
      if (given.flag('story')) await showStory(run, io);
      io.out(textReport([run], { palette: paletteOf(colorsFor(io)), verbose: false }));
    }
    const { board, kernel, userland } = saved.contents.about;
    const words = [board, kernel, userland].filter((word) => typeof word === 'string');
    const { state, timeNs } = position(time);
    io.out(`${words.join(', ')}; verified; at ${formatSeconds(timeNs)}: ${state}\n`);
    if (!given.flag('continue')) return EXIT.ok;
    return sit({ time, session: new BootSession(time.machine, COMPUTE_LIMIT), io, isRealTime: true });
  },
};

function position({ machine, moment }: TimeMachine) {
  return { ...moment, state: machine.state };
}
