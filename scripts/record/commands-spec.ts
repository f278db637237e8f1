/** The form of a recorded group of command lines (`test/fixtures/commands/*.json`) and of the specs they are recorded from. */

/** A file before or after a case. Paths are relative to /root/t; parents are made (mode 0755). Text is UTF-8. */
export interface RecordedFile {
  readonly mode: string;
  /** Absent in `after`. */
  readonly mtime?: number;
  readonly text?: string;
  readonly base64?: string;
  readonly link?: string;
  readonly directory?: true;
}

export interface RecordedCase {
  readonly name: string;
  readonly script: string;
  readonly stdin?: string;
  readonly stdout?: string;
  readonly stdoutBase64?: string;
  readonly stderr?: string;
  readonly stderrBase64?: string;
  readonly status: number;
  /** Files named by the spec's `capture`; null when the file is not there afterwards. */
  readonly after?: Readonly<Record<string, RecordedFile | null>>;
}

export interface RecordedGroup {
  readonly provenance: string;
  readonly shell: 'bash' | 'busybox';
  readonly files: Readonly<Record<string, RecordedFile>>;
  readonly cases: readonly RecordedCase[];
}

/** A file in a spec; mode 0644 (directories 0755) and 2024-03-01 12:00 UTC unless told. A bare string is its text. */
export type SpecFile = { readonly mode?: string; readonly mtime?: number } & (
  | { readonly text: string }
  | { readonly base64: string }
  | { readonly link: string }
  | { readonly directory: true }
);

export interface SpecCase {
  /** The script itself unless told. */
  readonly name?: string;
  readonly script: string;
  readonly stdin?: string;
  /** Files to record afterwards. */
  readonly capture?: readonly string[];
}

/** What a spec file exports by default. */
export interface CommandSpec {
  /** `bash --posix -c` unless told `busybox` (`busybox sh -c`). */
  readonly shell?: 'bash' | 'busybox';
  /** Debian packages whose versions belong in the provenance, bash apart. */
  readonly packages?: readonly string[];
  readonly files?: Readonly<Record<string, SpecFile | string>>;
  readonly cases: readonly (SpecCase | string)[];
}
