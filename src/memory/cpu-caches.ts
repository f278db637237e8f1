/**
 * What a CPU with caches has before its RAM: a write-back cache for cached mappings, write-combining buffers for the others.
 *
 * Mappings of one address with different types see the same bytes only where the hardware looks after it (`snoopsUncached`). Elsewhere
 * an uncached load reads past a dirty line, and a line that is written back later puts old bytes over what was stored past it.
 *
 * The ledger is told what is on its way (`pendingInto`), so that the truth is what the CPU stored last, wherever it is now.
 */
import type { CpuCacheProfile } from '../profiles/cpu-cache.ts';
import type { RandomStream } from '../sim/random.ts';
import { CpuCache } from './cpu-cache.ts';
import type { LostStores } from './dirty-bytes.ts';
import { CACHE_WRITER, FAULT_WRITER, type Ledger, RETENTION_WRITER } from './ledger.ts';
import type { PhysicalMemory } from './physical-memory.ts';
import { type BytePath, PiecePort } from './piece-port.ts';
import type { CacheType, CpuSide, RamPort } from './ram-port.ts';
import { StoreProgress } from './store-progress.ts';
import { WriteCombiner } from './write-combine.ts';

/** What the ledger calls a byte that a line put back though something newer had been stored past it. */
export const STALE_LINE = 'cache: stale line';

interface CpuCachesOptions {
  readonly memory: PhysicalMemory;
  readonly ledger: Ledger;
  readonly profile: CpuCacheProfile;
  /** What stands between the caches and RAM; the memory itself where nothing does. */
  readonly below: RamPort;
  readonly random: RandomStream;
}

export class CpuCaches implements CpuSide {
  readonly #memory: PhysicalMemory;
  readonly #ledger: Ledger;
  readonly #profile: CpuCacheProfile;
  readonly #below: RamPort;
  readonly #cache: CpuCache;
  readonly #combiner: WriteCombiner;
  /** Of the store that goes on right now. */
  readonly progress = new StoreProgress();
  /** Stores that the CPU itself makes to RAM are going on. */
  #isOwn = false;
  #nowNs = 0;
  /** Time that went by while the CPU had other work to do: cache lines age by that. */
  #busyNs = 0;

  constructor({ memory, ledger, profile, below, random }: CpuCachesOptions) {
    this.#memory = memory;
    this.#ledger = ledger;
    this.#profile = profile;
    this.#below = below;
    const { lineBytes, lines, buffers } = profile;
    const { progress } = this;
    this.#cache = new CpuCache({
      lineBytes,
      lines,
      below,
      random,
      progress,
      staleWriter: memory.writer(CACHE_WRITER),
      onStale: (address, byte) => ledger.recordFlip(address, byte, STALE_LINE),
    });
    this.#combiner = new WriteCombiner({ below, lineBytes, buffers, progress });
    ledger.pending = this;
    // Damage is done to RAM, and a line above it does not know.
    const damage = new Set([FAULT_WRITER, RETENTION_WRITER].map((name) => memory.writer(name)));
    memory.onWrite({ start: 0, end: memory.sizeBytes }, (address, length, writer) => {
      if (!this.#isOwn && !damage.has(writer)) this.supersede(address, length);
    });
  }

  port(cacheType: CacheType): RamPort {
    return new PiecePort(this.#path(cacheType));
  }

  /** Everything that was combined goes to RAM: what a barrier for devices (`wmb`, `dsb`, `sfence`) waits for. */
  barrier(): void {
    this.#own(() => this.#combiner.drain());
  }

  /** `flush_dcache_range`; of all lines where no range is named (`flush_dcache_all`), and the buffers with them. */
  writeBack(range?: { readonly address: number; readonly length: number }): void {
    this.#own(() => {
      this.#combiner.drain();
      if (range === undefined) this.#cache.flush();
      else this.#cache.flush(range.address, range.address + range.length);
    });
  }

  /** The clock stands at `nowNs`; `isBusy`: meanwhile the CPU ran other work, which needed cache lines. */
  passTime(nowNs: number, isBusy: boolean): void {
    if (nowNs === this.#nowNs) return;
    if (isBusy) this.#busyNs += nowNs - this.#nowNs;
    this.#nowNs = nowNs;
    this.#own(() => {
      this.#combiner.drainOlder(nowNs - this.#profile.drainNs);
      this.#cache.flushOlder(this.#busyNs - this.#profile.turnoverNs);
    });
  }

  /** What a reset does: caches that survive it write everything back in time, others lose what RAM does not have. */
  reset(cause: CpuCacheProfile['survives'][number]): LostStores {
    if (this.#profile.survives.includes(cause)) this.writeBack();
    const record = (address: number, intended: Uint8Array) =>
      this.#ledger.recordTorn(address, intended, `cache: ${cause}`);
    const ofBuffers = this.#combiner.drop(record);
    const ofCache = this.#cache.drop(record);
    return { lines: ofBuffers.lines + ofCache.lines, bytes: ofBuffers.bytes + ofCache.bytes };
  }

  /** Something newer than what was stored is meant to stand there: RAM is what counts. */
  supersede(address: number, length: number): void {
    this.#cache.refresh(address, length, this.#memory);
    this.#combiner.forget(address, length);
  }

  /** What the CPU would load through a cached mapping; the caches stay as they are. */
  view(address: number, length: number): Uint8Array {
    const bytes = this.#memory.read(address, length);
    this.#combiner.pendingInto(address, bytes);
    this.#cache.viewInto(address, bytes);
    return bytes;
  }

  /** Puts what was stored and is not in RAM yet over what RAM has. */
  pendingInto(address: number, target: Uint8Array): void {
    this.#combiner.pendingInto(address, target);
    this.#cache.pendingInto(address, target);
  }

  #path(cacheType: CacheType): BytePath {
    const access = cacheType === 'cached' ? this.#throughCache() : this.#pastCache(cacheType === 'write-combine');
    return {
      load: (address, target) => this.#own(() => access.load(address, target)),
      store: (address, bytes, writer, from) =>
        this.#own(() => {
          this.progress.begin(from);
          access.store(address, bytes, writer, from);
          this.progress.end();
        }),
    };
  }

  #throughCache(): BytePath {
    const { snoopsUncached } = this.#profile;
    return {
      load: (address, target) => {
        this.#cache.load(address, target);
        if (snoopsUncached) this.#combiner.pendingInto(address, target);
      },
      store: (address, bytes, writer, from) => {
        if (snoopsUncached) this.#combiner.drain(address, address + bytes.length);
        this.#cache.store(address, bytes, writer, from, this.#busyNs);
      },
    };
  }

  /** Accesses that are not cached; those that are not combined either empty the buffers first. */
  #pastCache(isCombining: boolean): BytePath {
    const { snoopsUncached } = this.#profile;
    return {
      load: (address, target) => {
        if (isCombining) this.#combiner.load(address, target);
        else {
          this.#combiner.drain();
          this.#below.readInto(address, target);
        }
        if (snoopsUncached) this.#cache.viewInto(address, target);
      },
      store: (address, bytes, writer) => {
        if (snoopsUncached) this.#cache.flush(address, address + bytes.length);
        if (isCombining) {
          this.#combiner.store(address, bytes, writer, this.#nowNs);
          return;
        }
        this.#combiner.drain();
        this.progress.reach(null);
        this.#below.write(address, bytes, writer);
      },
    };
  }

  #own(action: () => void): void {
    const was = this.#isOwn;
    this.#isOwn = true;
    try {
      action();
    } finally {
      this.#isOwn = was;
    }
  }
}
