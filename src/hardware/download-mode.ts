/**
 * Download mode of a Qualcomm chip: the cookie that says what is to become of the next crash, and the PC that fetches what the firmware offers then.
 *
 * The cookie is a field of a register that a warm reset leaves alone (`qcom,dload-mode` of Linux v6.12 `drivers/firmware/qcom/qcom_scm.c`: secure firmware
 * writes it for the kernel). The PC is no part of the machine: what it has fetched stays with it, whatever happens to the machine. It does what qdl `src/sahara.c`
 * (2026) does with the filter `md_*`: it reads the table, then the regions of minidump, block by block; a full dump, as large as the RAM, it leaves.
 */
import { readSaharaTable, SAHARA_BLOCK_BYTES, SAHARA_TABLE_BYTES_MAX, type SaharaRegion } from '../formats/sahara.ts';

/** QCOM_DLOAD_*: bit 0 asks for all of RAM, bit 1 for minidump. */
export const downloadCookies = { none: 0, full: 1, mini: 2, both: 3 } as const;

/** A region as the PC has it on its disk. */
export interface FetchedRegion {
  /** Of its file: `md_Kprb24.BIN`. */
  readonly name: string;
  /** Physical. */
  readonly address: number;
  readonly length: number;
  readonly bytes: Uint8Array;
}

/** A subsystem or a region of the tables that was not offered: `subsystem 0`, `Kprb`. */
export interface SkippedPart {
  readonly what: string;
  readonly why: string;
}

/** What firmware offers in download mode. */
export interface Offer {
  readonly timeNs: number;
  /** Sahara's table, as bytes. */
  readonly table: Uint8Array;
  readonly skipped: readonly SkippedPart[];
  /** MEM_READ64. */
  read(address: number, length: number): Uint8Array;
}

/** One stay of the machine in download mode. */
export interface DownloadSession {
  readonly timeNs: number;
  readonly table: readonly SaharaRegion[];
  /** Those of the table that were fetched, in its order. */
  readonly regions: readonly FetchedRegion[];
  readonly skipped: readonly SkippedPart[];
}

export class DownloadMode {
  #cookie = 0;
  readonly #sessions: DownloadSession[] = [];

  /** 0 … 3. */
  get cookie(): number {
    return this.#cookie;
  }

  set cookie(value: number) {
    this.#cookie = value & downloadCookies.both;
  }

  /** What the PC has fetched so far, oldest first. */
  get sessions(): readonly DownloadSession[] {
    return this.#sessions;
  }

  /** The PC sees a device in download mode and fetches. */
  fetch({ timeNs, table: bytes, skipped, read }: Offer): DownloadSession {
    const table = bytes.length > SAHARA_TABLE_BYTES_MAX ? [] : readSaharaTable(bytes);
    const regions = table
      .filter(({ filename }) => filename.startsWith('md_'))
      .map(({ address, length, filename }) => {
        const all = new Uint8Array(length);
        for (let at = 0; at < length; at += SAHARA_BLOCK_BYTES) {
          all.set(read(address + at, Math.min(SAHARA_BLOCK_BYTES, length - at)), at);
        }
        return { name: filename, address, length, bytes: all };
      });
    const session = { timeNs, table, regions, skipped };
    this.#sessions.push(session);
    return session;
  }

  /** A start of the firmware. `hadPower`: the register kept its power. */
  reset(hadPower: boolean): void {
    if (!hadPower) this.#cookie = downloadCookies.none;
  }
}
