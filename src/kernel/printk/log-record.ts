/** One record of the kernel log, and where records lie: the face of the ring of 5.10 and of the log of 4.19. */

/** `LOG_NEWLINE`: the text ended with a newline, nothing may be appended. */
export const LOG_NEWLINE = 2;
/** `LOG_CONT`: the text was printed with KERN_CONT. */
export const LOG_CONT = 8;

/** KERN_SOH and a level or `c`: begins a message of the kernel and takes room while it is formatted, but is not stored. */
export const LEVEL_PREFIX_BYTES = 2;

/** Set in `callerId` when the writer was a CPU in interrupt context; the other bits are its number. Else a thread's pid. */
export const CALLER_CPU = 0x80000000;

/** `struct dev_printk_info`: which device a message is about. */
export interface DevPrintkInfo {
  /** `SUBSYSTEM=` of /dev/kmsg, at most 15 bytes. */
  readonly subsystem: string;
  /** `DEVICE=` of /dev/kmsg, at most 47 bytes. */
  readonly device: string;
}

export interface LogRecord {
  /** `local_clock()` at the first piece, in nanoseconds. */
  readonly tsNs: number;
  /** 0 kernel, 1 and above user space. */
  readonly facility: number;
  /** 0 … 7. */
  readonly level: number;
  readonly flags: number;
  readonly callerId: number;
  /** Latin1, without the newline that ended it; newlines inside are kept. */
  readonly text: string;
  /** Absent where the message is about no device. */
  readonly dev?: DevPrintkInfo;
}

/** A record as it was found, with its sequence number. */
export interface StoredRecord extends LogRecord {
  readonly seq: number;
  /** Its text as it was printed last, and in which form (`formOf`); a store may give the same object again where it finds the same bytes. */
  printed: { readonly form: number; readonly text: string } | null;
}

/** A text on its way into the log, as `vprintk_store` has formatted it. */
export interface NewText {
  readonly record: LogRecord;
  /** KERN_CONT: goes to the end of the last record if that is still open and of the same caller. */
  readonly continuation: boolean;
  /** LOG_LINE_MAX: a record that would grow beyond it is not continued. */
  readonly maxBytes: number;
}

/** Where records lie. Sequence numbers start at 0 at boot and count every record ever stored. */
export interface LogStore {
  /** Sequence number of the oldest readable record; 0 when there is none (`prb_first_valid_seq`). */
  readonly firstSeq: number;
  /** Sequence number behind the last record that readers can see (`prb_next_seq`). */
  readonly readableSeq: number;
  /** What `dmesg -C` moves: dumps begin here (`clear_seq`). */
  clearSeq: number;
  /** The first readable record from `seq` on (`prb_read_valid`). */
  next(seq: number): StoredRecord | undefined;
  /** The readable records `from` … `to` - 1, oldest first. */
  range(from: number, to: number): StoredRecord[];
  /** Stores a text, as a record of its own or at the end of the last one. */
  store(text: NewText): void;
  /** Stores finished records in one go; the same as one `store` after the other. */
  storeAll(records: readonly LogRecord[]): void;
}
