/**
 * The file systems that U-Boot finds on a partition, behind one face.
 *
 * Mirrors the table `fstypes` of U-Boot `fs/fs.c`: FAT is tried first, then ext4. Each prints its own messages through the
 * `puts` it was made with.
 */

/** What `ls` shows of an entry. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'directory' | 'link' | 'file' | 'other';
  readonly size: number;
}

/** A file to be written: where it lies in RAM is the caller's business. */
export interface FileSource {
  readonly length: number;
  /** Bytes that RAM has from there on: what is longer runs into nothing. */
  readonly available: number;
  /** Bytes of the file; what is asked for beyond its end is what lies behind it in RAM. */
  read(offset: number, length: number): Uint8Array;
  /** Told of each request to the drive that takes its bytes from the source. */
  beforeWrite(offset: number, length: number): void;
}

/** `fault`: the code runs into a null pointer, or off the end of RAM. */
export type WriteEnd = 'written' | 'failed' | 'fault';

export interface UBootFileSystem {
  readonly name: 'ext4' | 'fat';
  /** What a directory holds, in the order of the disk; null where there is no such directory. */
  list(path: string): readonly DirectoryEntry[] | null;
  /** Bytes of a file; null where there is none. */
  size(path: string): number | null;
  /** Null where it fails, told already. `length` 0: to the end. */
  read(path: string, position: number, length: number): Uint8Array | null;
  write(path: string, position: number, source: FileSource): WriteEnd;
  /** False where it fails, told already. */
  unlink(path: string): boolean;
  mkdir(path: string): boolean;
}
