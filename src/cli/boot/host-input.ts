/** What the user types, or what a pipe brings: bytes as they come, and the end. */

export interface HostInput {
  readonly isTerminal: boolean;
  /** Every key as it is pressed (`raw`), or whole lines with the terminal's own editing. */
  setRaw(on: boolean): void;
  /** The next bytes; null at the end of the input. Waits at most `waitMs`, then gives an empty array; without it for ever. */
  next(waitMs?: number): Promise<Uint8Array | null>;
  /** Leaves the terminal as it was found. */
  close(): void;
}

/** Standard input of this process. */
export function nodeInput(): HostInput {
  const { stdin } = process;
  const chunks: Uint8Array[] = [];
  let hasEnded = false;
  let wake: (() => void) | null = null;
  const notice = () => {
    wake?.();
    wake = null;
  };
  stdin.on('data', (chunk: Buffer) => {
    chunks.push(new Uint8Array(chunk));
    // A pipe that brings more than anybody reads waits in the pipe, not in our memory.
    if (chunks.length > 16) stdin.pause();
    notice();
  });
  const end = () => {
    hasEnded = true;
    notice();
  };
  stdin.on('end', end);
  stdin.on('error', end);
  const isTerminal = stdin.isTTY === true;
  const restore = () => {
    if (isTerminal) stdin.setRawMode(false);
  };
  process.on('exit', restore);
  return {
    isTerminal,
    setRaw: (on) => {
      if (isTerminal) stdin.setRawMode(on);
    },
    async next(waitMs) {
      if (chunks.length === 0 && !hasEnded) {
        stdin.resume();
        await new Promise<void>((resolve) => {
          const timer = waitMs === undefined ? null : setTimeout(notice, waitMs);
          wake = () => {
            if (timer !== null) clearTimeout(timer);
            resolve();
          };
        });
      }
      const chunk = chunks.shift();
      if (chunk !== undefined) return chunk;
      return hasEnded ? null : new Uint8Array(0);
    },
    close() {
      restore();
      process.off('exit', restore);
      stdin.removeAllListeners('data');
      stdin.pause();
      stdin.unref?.();
    },
  };
}
