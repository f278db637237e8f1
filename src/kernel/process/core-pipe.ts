/**
 * A core on its way to a helper: the dying process writes it into the helper's standard input, as fast as that reads.
 *
 * Mirrors Linux v6.1 `fs/coredump.c` (dump_emit into a pipe, wait_for_dump_helpers). The process sleeps while the pipe is full, and only
 * SIGKILL reaches it; with `core_pipe_limit` it stays until the helper has let go of the pipe, so that `/proc/PID` can be looked at.
 */
import type { Blocking } from '../../shell/posix.ts';
import { pipeOf } from '../vfs/pipe.ts';
import type { OpenFile } from '../vfs/vfs-objects.ts';
import type { CoreImage } from './core-image.ts';
import { callCosts } from './costs.ts';
import type { ProcessServices } from './services.ts';
import { sleepOn } from './sleep.ts';
import type { DumpInProgress, Task } from './task.ts';
import { WaitQueue } from './wait-queue.ts';

export interface CorePipeParts {
  readonly services: ProcessServices;
  readonly task: Task;
  readonly image: CoreImage;
  readonly writer: OpenFile;
  /** `core_pipe_limit` is set. */
  readonly waitsForHelper: boolean;
  /** One dump less that goes on. */
  readonly ended: () => void;
}

const ZEROS = new Uint8Array(4096);

export class CorePipe implements DumpInProgress {
  readonly #parts: CorePipeParts;
  #isWriting = true;
  #hasEnded = false;

  constructor(parts: CorePipeParts) {
    this.#parts = parts;
  }

  *write(): Blocking<void> {
    const { task, image, writer, waitsForHelper } = this.#parts;
    for (const bytes of streamOf(image)) if (!(yield* this.#emit(bytes))) break;
    if (waitsForHelper) {
      const pipe = pipeOf(writer)!;
      this.#closeEnd();
      while (pipe.readers > 0) yield* sleepOn(task, pipe.queue, 'do_coredump');
    }
  }

  /** False when nobody reads any more. */
  *#emit(bytes: Uint8Array): Blocking<boolean> {
    const { services, task, writer } = this.#parts;
    for (let rest = bytes; rest.length > 0; ) {
      const result = writer.operations.write!(writer, rest, 0);
      if (result instanceof WaitQueue) {
        yield* sleepOn(task, result, 'pipe_write');
        continue;
      }
      if (result < 0) return false;
      services.time.spend(Math.ceil(result * callCosts.perByte));
      rest = rest.subarray(result);
      if (services.scheduler.mustYield) yield;
    }
    return true;
  }

  #closeEnd(): void {
    if (this.#isWriting) this.#parts.services.vfs.release(this.#parts.writer);
    this.#isWriting = false;
  }

  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#closeEnd();
    this.#parts.ended();
  }
}

/** The whole file in order: a pipe cannot skip, so holes are zeros. */
function* streamOf(image: CoreImage): Generator<Uint8Array> {
  let at = 0;
  for (const { offset, bytes } of image.pieces()) {
    yield* zeros(offset - at);
    yield bytes;
    at = offset + bytes.length;
  }
  yield* zeros(image.sizeBytes - at);
}

function* zeros(count: number): Generator<Uint8Array> {
  for (let left = count; left > 0; left -= ZEROS.length) yield ZEROS.subarray(0, Math.min(left, ZEROS.length));
}
