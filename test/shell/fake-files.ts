/** Files in memory for the shell's tests: a tree of nodes, no permissions but the execute bit, links followed. */
import type { FileStatus } from '../../src/shell/posix.ts';

export interface FakeNode {
  readonly ino: number;
  mode: number;
  content: Uint8Array;
  link: string | null;
  children: Map<string, FakeNode> | null;
}

const ENOENT = -2;
const ENOTDIR = -20;
const ELOOP = -40;

/** See the head of the file. */
export class FakeFiles {
  #nextIno = 2;
  readonly root: FakeNode = this.make(0o40755);

  constructor() {
    for (const path of ['/usr/bin', '/usr/sbin', '/etc', '/dev', '/tmp', '/root/t', '/proc']) this.directory(path);
    this.put('/bin', '', 0o120777).link = 'usr/bin';
    this.put('/sbin', '', 0o120777).link = 'usr/sbin';
    this.put('/dev/null', '', 0o20666);
    this.put(
      '/etc/passwd',
      'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n',
    );
  }

  make(mode: number): FakeNode {
    const isDirectory = (mode & 0o170000) === 0o40000;
    return {
      ino: this.#nextIno++,
      mode,
      content: new Uint8Array(),
      link: null,
      children: isDirectory ? new Map() : null,
    };
  }

  directory(path: string): FakeNode {
    let node = this.root;
    for (const part of path.split('/').filter((one) => one !== '')) {
      let next = node.children?.get(part);
      if (next === undefined) {
        next = this.make(0o40755);
        node.children?.set(part, next);
      }
      node = next;
    }
    return node;
  }

  put(path: string, text: string | Uint8Array, mode = 0o100644): FakeNode {
    const slash = path.lastIndexOf('/');
    const node = this.make(mode);
    node.content = typeof text === 'string' ? Uint8Array.from(text, (char) => char.charCodeAt(0)) : text;
    this.directory(path.slice(0, slash)).children?.set(path.slice(slash + 1), node);
    return node;
  }

  /** The node, or the directory it would be in with its name. */
  walk(
    path: string,
    cwd: string,
    follow = true,
    depth = 0,
  ): { node: FakeNode | null; parent: FakeNode; name: string } | number {
    if (path === '') return ENOENT;
    if (depth > 20) return ELOOP;
    const full = path.startsWith('/') ? path : `${cwd}/${path}`;
    const parts = full.split('/').filter((part) => part !== '' && part !== '.');
    const stack: FakeNode[] = [this.root];
    const names: string[] = [];
    const mustBeDirectory = full.endsWith('/') || full.endsWith('/.');
    for (let at = 0; at < parts.length; at++) {
      const part = parts[at] as string;
      const here = stack.at(-1) as FakeNode;
      if (here.children === null) return ENOTDIR;
      if (part === '..') {
        if (stack.length > 1) {
          stack.pop();
          names.pop();
        }
        continue;
      }
      const next = here.children.get(part);
      const isLast = at === parts.length - 1;
      if (next === undefined) {
        if (!isLast) return ENOENT;
        return mustBeDirectory ? ENOENT : { node: null, parent: here, name: part };
      }
      if (next.link !== null && (!isLast || follow || mustBeDirectory)) {
        const base = `/${names.join('/')}`;
        return this.walk([next.link, ...parts.slice(at + 1)].join('/'), base, follow, depth + 1);
      }
      stack.push(next);
      names.push(part);
    }
    const node = stack.at(-1) as FakeNode;
    if (mustBeDirectory && node.children === null) return ENOTDIR;
    return { node, parent: stack.at(-2) ?? this.root, name: names.at(-1) ?? '' };
  }

  find(path: string, cwd: string, follow = true): FakeNode | number {
    const found = this.walk(path, cwd, follow);
    if (typeof found === 'number') return found;
    return found.node ?? ENOENT;
  }

  /** The path without links, for `getcwd`. */
  realPath(path: string): string {
    const parts: string[] = [];
    let pending = path.split('/').filter((part) => part !== '');
    let budget = 100;
    while (pending.length > 0 && budget-- > 0) {
      const [part = '', ...rest] = pending;
      pending = rest;
      if (part === '.') continue;
      if (part === '..') {
        parts.pop();
        continue;
      }
      const node = this.find(`/${[...parts, part].join('/')}`, '/', false);
      if (typeof node !== 'number' && node.link !== null) {
        if (node.link.startsWith('/')) parts.length = 0;
        pending = [...node.link.split('/').filter((one) => one !== ''), ...pending];
      } else parts.push(part);
    }
    return `/${parts.join('/')}`;
  }
}

export function statusOf(node: FakeNode): FileStatus {
  const time = { seconds: 1709294400n, nanoseconds: 0 };
  const size = node.link?.length ?? (node.children === null ? node.content.length : 4096);
  return {
    dev: 1,
    ino: node.ino,
    mode: node.link === null ? node.mode : 0o120777,
    nlink: 1,
    uid: 0,
    gid: 0,
    rdev: 0,
    size,
    blksize: 4096,
    blocks: 8,
    atime: time,
    mtime: time,
    ctime: time,
  };
}
