/**
 * A memory image: pieces of bytes at physical addresses, with holes between them, and how to put pieces together.
 *
 * What the readers of Intel HEX, S-record, ELF and `md` logs share. Costs the bytes that are there, never the distance between them:
 * a file that names addresses 4 GiB apart gives two small pieces. What a file is not as it should be is told by issues, a
 * bounded number of them.
 */
import type { Issue } from '../sim/issue.ts';

export interface ImagePiece {
  /** Physical; below 2^53. */
  readonly address: number;
  readonly bytes: Uint8Array;
}

export interface ImageReading {
  /** By address; they neither overlap nor touch. Empty when there are errors. */
  readonly pieces: readonly ImagePiece[];
  /** Why the file is no such image. */
  readonly errors: readonly Issue[];
  /** What is odd about it, and was read all the same. */
  readonly remarks: readonly Issue[];
}

/** Bytes and pieces beyond this are refused. */
export const IMAGE_BYTES_LIMIT = 1024 ** 3;
const PIECES_LIMIT = 65_536;
const ISSUES_LIMIT = 20;

/** Keeps the first issues and counts the rest. */
export class IssueList {
  readonly #issues: Issue[] = [];
  #more = 0;

  add(issue: Issue): void {
    if (this.isFull) this.#more++;
    else this.#issues.push(issue);
  }

  get isFull(): boolean {
    return this.#issues.length >= ISSUES_LIMIT;
  }

  get isEmpty(): boolean {
    return this.#issues.length === 0;
  }

  list(): readonly Issue[] {
    const last = this.#issues.at(-1);
    if (this.#more === 0 || last === undefined) return this.#issues;
    return [...this.#issues, { code: last.code, message: `and ${this.#more} more like these` }];
  }
}

/** Gathers the small records of a file; records that follow on one another become one piece. */
export class PieceCollector {
  #data = new Uint8Array(65_536);
  #length = 0;
  readonly #runs: { address: number; start: number; end: number }[] = [];

  /** False when there are too many pieces. */
  add(address: number, bytes: ArrayLike<number>): boolean {
    if (bytes.length === 0) return true;
    const start = this.#length;
    const end = start + bytes.length;
    if (end > this.#data.length) {
      const larger = new Uint8Array(end * 2);
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data.set(bytes, start);
    this.#length = end;
    const last = this.#runs.at(-1);
    if (last !== undefined && last.address + last.end - last.start === address) last.end = end;
    else if (this.#runs.length >= PIECES_LIMIT) return false;
    else this.#runs.push({ address, start, end });
    return true;
  }

  /** In the order in which they came. */
  pieces(): ImagePiece[] {
    return this.#runs.map(({ address, start, end }) => ({ address, bytes: this.#data.subarray(start, end) }));
  }
}

/** What a collector that is full has to say. */
export function tooManyPieces(code: string, line: number): Issue {
  return { code, message: 'too many separate pieces', place: { line }, expected: `at most ${PIECES_LIMIT}` };
}

/**
 * Sorts pieces and joins those that touch or overlap. Where two say different things about one address the later in the list counts, and
 * a remark tells it.
 */
export function joinPieces(pieces: readonly ImagePiece[]): { pieces: ImagePiece[]; remarks: IssueList } {
  const remarks = new IssueList();
  const sorted = pieces
    .map((piece, order) => ({ ...piece, order }))
    .filter(({ bytes }) => bytes.length > 0)
    .sort((a, b) => a.address - b.address || a.order - b.order);
  const joined: ImagePiece[] = [];
  for (let at = 0; at < sorted.length; ) {
    const { address } = sorted[at]!;
    let next = at;
    let end = address;
    while (next < sorted.length && sorted[next]!.address <= end) {
      end = Math.max(end, sorted[next]!.address + sorted[next]!.bytes.length);
      next++;
    }
    const group = sorted.slice(at, next);
    joined.push(group.length === 1 ? group[0]! : laidOver(address, end, group, remarks));
    at = next;
  }
  return { pieces: joined.map(({ address, bytes }) => ({ address, bytes })), remarks };
}

function laidOver(
  address: number,
  end: number,
  group: readonly (ImagePiece & { readonly order: number })[],
  remarks: IssueList,
): ImagePiece {
  const bytes = new Uint8Array(end - address);
  const hasOverlap = group.reduce((sum, piece) => sum + piece.bytes.length, 0) > bytes.length;
  const isKnown = new Uint8Array(hasOverlap ? bytes.length : 0);
  for (const piece of [...group].sort((a, b) => a.order - b.order)) {
    const start = piece.address - address;
    if (hasOverlap) {
      const differing = piece.bytes.findIndex((byte, i) => isKnown[start + i] === 1 && bytes[start + i] !== byte);
      if (differing >= 0) {
        const found = `0x${(piece.address + differing).toString(16)}`;
        remarks.add({ code: 'image.overlap', message: 'two values for one address; the later one counts', found });
      }
      isKnown.fill(1, start, start + piece.bytes.length);
    }
    bytes.set(piece.bytes, start);
  }
  return { address, bytes };
}

/** What lies between the pieces. */
export function holesBetween(pieces: readonly ImagePiece[]): { readonly start: number; readonly end: number }[] {
  return pieces.slice(1).map((piece, i) => {
    const before = pieces[i]!;
    return { start: before.address + before.bytes.length, end: piece.address };
  });
}

/** The result of a reader: errors, or what was gathered. */
export function imageReading(
  gathered: readonly ImagePiece[],
  errors: IssueList,
  remarks: readonly Issue[] = [],
): ImageReading {
  if (!errors.isEmpty) return { pieces: [], errors: errors.list(), remarks: [] };
  const joined = joinPieces(gathered);
  return { pieces: joined.pieces, errors: [], remarks: [...remarks, ...joined.remarks.list()] };
}
