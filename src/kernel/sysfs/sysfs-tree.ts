/**
 * sysfs: what the recorded machine shows, with the parts of the running kernel laid over it.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/sysfs/file.c` and `fs/kernfs`: files of 4096 bytes, modes that bind root too, directories in the order
 * of the names' hashes. A recorded file that may be written keeps what it was told where its form says what it takes; else -EINVAL.
 */
import { EINVAL } from '../../sim/errno.ts';
import { kstrtobool, kstrtoint } from '../cmdline.ts';
import type { RecordedDirectory, RecordedEntry, RecordedFile } from '../procfs/recorded-tree.ts';
import { recordedTree } from '../procfs/recorded-tree.ts';
import type { PseudoServices } from '../procfs/services.ts';
import type { PseudoDirectoryNode, PseudoFileNode, PseudoNode } from '../vfs/pseudo-tree.ts';
import { blockNodes } from './block-nodes.ts';
import { fadumpNodes } from './fadump-nodes.ts';
import { firmwareNodes } from './firmware-nodes.ts';
import { fsNodes } from './fs-nodes.ts';
import { kernelNodes } from './kernel-nodes.ts';
import { kernfsOrder } from './kernfs-order.ts';
import { moduleNodes } from './module-nodes.ts';
import { mtdNodes } from './mtd-nodes.ts';
import { platformNodes } from './platform-nodes.ts';
import { recordedSysfs } from './recorded-sysfs.ts';
import {
  ATTRIBUTE_SIZE,
  attribute,
  type LiveDirectory,
  type SysfsPart,
  sysLink,
  writableAttribute,
} from './sysfs-nodes.ts';
import { watchdogNodes } from './watchdog-nodes.ts';

/** The CPU that restarts the machine, and what a kernel for one CPU, with its tiny RCU, cannot stall in. */
const onlyWithSmp = /^(?:kernel\/reboot\/cpu|module\/rcupdate\/parameters\/rcu_(?:exp_)?cpu_stall_\w+)$/;

export class Sysfs {
  readonly #parts: readonly SysfsPart[];
  readonly #recorded: RecordedDirectory;
  readonly #wordBytes: 4 | 8;
  readonly #pageSizeBytes: number;
  /** What was written to recorded files, by path. */
  readonly #written = new Map<string, string>();
  readonly #isHidden: (path: string) => boolean;

  constructor(services: PseudoServices) {
    this.#recorded = recordedTree(recordedSysfs(services.profile));
    this.#wordBytes = services.profile.wordBytes;
    this.#pageSizeBytes = services.profile.pageSizeBytes;
    this.#parts = [
      fsNodes(services),
      kernelNodes(services),
      fadumpNodes(services),
      moduleNodes(services),
      platformNodes(services),
      blockNodes(services),
      firmwareNodes(services),
      watchdogNodes(services),
      mtdNodes(services),
    ];
    // ext4 registers its directory when it is loaded; the records are those of SMP kernels.
    this.#isHidden = (path) =>
      (path === 'fs/ext4' && services.modules.find('ext4') === undefined) ||
      (!services.profile.smp && onlyWithSmp.test(path));
  }

  tree(): PseudoDirectoryNode {
    return this.#directory('', this.#recorded);
  }

  #live(path: string): LiveDirectory {
    let found: LiveDirectory = {};
    for (const part of this.#parts) {
      const more = part(path);
      if (more !== undefined) found = { ...found, ...more };
    }
    return found;
  }

  #directory(path: string, recorded: RecordedDirectory | undefined): PseudoDirectoryNode {
    const below = (name: string) => (path === '' ? name : `${path}/${name}`);
    return {
      kind: 'directory',
      mode: recorded?.mode ?? 0o755,
      names: () => {
        const names = new Set([...(recorded?.children.keys() ?? []), ...Object.keys(this.#live(path))]);
        return kernfsOrder(
          [...names].filter((name) => !this.#isHidden(below(name))),
          this.#wordBytes,
        );
      },
      child: (name) => {
        if (this.#isHidden(below(name))) return undefined;
        const live = this.#live(path);
        const node = Object.hasOwn(live, name) ? live[name] : undefined;
        return this.#node(below(name), recorded?.children.get(name), node);
      },
    };
  }

  #node(
    path: string,
    entry: RecordedEntry | undefined,
    live: PseudoNode | LiveDirectory | undefined,
  ): PseudoNode | undefined {
    if (live !== undefined && isNode(live)) return this.#sized(live);
    if (live !== undefined) return this.#madeUp(path, live, entry?.kind === 'directory' ? entry : undefined);
    if (entry === undefined) return undefined;
    if (entry.kind === 'link') return sysLink(entry.target);
    return entry.kind === 'directory' ? this.#directory(path, entry) : this.#sized(this.#file(path, entry));
  }

  /** An attribute takes a page. */
  #sized(node: PseudoNode): PseudoNode {
    if (this.#pageSizeBytes === ATTRIBUTE_SIZE || node.kind !== 'file' || node.size !== ATTRIBUTE_SIZE) return node;
    return { ...node, size: this.#pageSizeBytes };
  }

  /** A live directory over a recorded one, or over nothing. */
  #madeUp(path: string, live: LiveDirectory, recorded: RecordedDirectory | undefined): PseudoDirectoryNode {
    const base = this.#directory(path, recorded);
    const names = () => kernfsOrder([...new Set([...base.names(), ...Object.keys(live)])], this.#wordBytes);
    return {
      ...base,
      names,
      child: (name) =>
        Object.hasOwn(live, name)
          ? this.#node(`${path}/${name}`, recorded?.children.get(name), live[name])
          : base.child(name),
    };
  }

  #file(path: string, { mode, text }: RecordedFile): PseudoFileNode {
    const now = () => this.#written.get(path) ?? text;
    if ((mode & 0o222) === 0) return attribute(now, mode);
    if ((mode & 0o444) === 0) return { kind: 'file', mode, strict: true, size: ATTRIBUTE_SIZE, write: () => -EINVAL };
    return writableAttribute(
      now,
      (written) => {
        const next = nextText(now(), written);
        if (next === null) return -EINVAL;
        this.#written.set(path, next);
        return written.length;
      },
      mode,
    );
  }
}

function isNode(value: PseudoNode | LiveDirectory): value is PseudoNode {
  return typeof (value as PseudoNode).kind === 'string' && typeof (value as PseudoNode).mode === 'number';
}

/** What a file of this form holds after a write: a number, Y or N, one word of a list; null: refused. */
function nextText(now: string, written: string): string | null {
  const word = written.replace(/\n$/, '');
  if (/^-?\d+\n$/.test(now)) {
    const value = kstrtoint(written);
    return value === null ? null : `${value}\n`;
  }
  if (/^[YN]\n$/.test(now)) {
    const value = kstrtobool(written);
    return value === null ? null : value ? 'Y\n' : 'N\n';
  }
  if (/^(true|false)\n$/.test(now)) {
    const value = kstrtobool(written);
    return value === null ? null : `${value}\n`;
  }
  if (!/\[[^\]]+\]/.test(now)) return null;
  const words = now.replace(/[[\]]/g, '').trim().split(/\s+/);
  return words.includes(word)
    ? now.replace(/[[\]]/g, '').replace(new RegExp(`(^|\\s)(${escapeWord(word)})(?=\\s|$)`), '$1[$2]')
    : null;
}

function escapeWord(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
