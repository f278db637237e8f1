/**
 * What a U-Boot profile says: one release, as data.
 *
 * A difference between two releases is one named entry here, read in one place; its remark says from which release on it
 * changed.
 */

export interface UBootProfile {
  /** As in the banner: `2026.07`. */
  readonly version: string;
  /** Short names a user may type instead. */
  readonly aliases: readonly string[];
  /** Date, time and zone in the banner's parentheses: those of the release commit. */
  readonly buildDate: string;
  /** What `version` prints after the banner: first lines of `gcc --version` and `ld --version`. */
  readonly compiler: string;
  readonly linker: string;
  /** Whether `version` prints them (2025.01 forgot to). */
  readonly showsTools: boolean;
  /** `recorded`: console output of the running release exists. `read`: from source only. */
  readonly evidence: 'recorded' | 'read';
  /** How the countdown is drawn; see `src/uboot/autoboot.ts` for the bytes. */
  readonly autobootPrompt: AutobootPrompt;
  /** Decimal numbers take a leading `0x` and are hexadecimal then (from 2021.10). */
  readonly decimalTakes0x: boolean;
  /** `Core:  … devices, … uclasses` in the boot text (from 2022.04). */
  readonly coreLine: boolean;
  readonly bootm: {
    /** `Loading Kernel Image to 10008000` (from 2023.04). */
    readonly showsLoadAddress: boolean;
    /** `ERROR -91: can't get kernel image!`, and addresses of an overlap without `0x` (from 2024). */
    readonly numbersErrors: boolean;
    /** `## Loading kernel (any) from FIT Image` (after 2025.01). */
    readonly showsPhase: boolean;
    /** `Bad FIT kernel image format! (err=-74)` (from 2021.04). */
    readonly numbersFitError: boolean;
    /** `Could not find configuration node 'conf-9'` (after 2025.01). */
    readonly namesConfiguration: boolean;
    /** `Compatible:` in what `iminfo` says of a configuration (after 2025.01). */
    readonly showsCompatible: boolean;
    /** `Moving Image … end=0x40090000` (from 2023.04). */
    readonly movedEndPrefix: boolean;
    /** `bootm` looks at the header of an arm64 kernel, as `booti` does (from 2024). */
    readonly preparesArm64: boolean;
    /** What a sub-command says that Linux has no use for: `subcommand not supported`, or the error (from 2023.01). */
    readonly subcommandFailure: 'plain' | 'numbered';
    /** A boot without a device tree hangs; from 2022 it panics, and the board resets. */
    readonly hangsOnFailure: boolean;
    /** lz4 and zstd are told by their first bytes too (from 2023.01). */
    readonly tellsNewCompressions: boolean;
    /** What `bootm` gives for an unknown compression is what `exit` gives (before 2023.01). */
    readonly unknownCompressionExits: boolean;
    /** What is said before a reset because of an image. */
    readonly resetText: string;
    /** `No RNG device`, where one could be (2025 or later). */
    readonly missesRandomDevice: boolean;
  };
  readonly deviceTree: {
    /** The pstore fix-up: may `/reserved-memory` exist already, and which cells does it write (2022.04, 2024.01)? */
    readonly reservedMemory: 'must-be-absent' | 'may-exist';
    readonly cells: 'always-2' | 'own-or-2' | 'own-or-root';
    /** `/chosen/u-boot,version` (from 2022.07). */
    readonly chosenVersion: boolean;
    /** `Working FDT set to …` whenever the working tree changes (from 2023.01). */
    readonly workingFdtLine: boolean;
    /** What `fdt get size` puts into a variable: `0x0000000C`, or `c` (from 2023.07). */
    readonly getSize: 'padded' | 'plain';
    /** `fdt rm` and `fdt rsvmem delete` that fail show the usage (before 2025.01). */
    readonly failureShowsUsage: boolean;
    /** `fdt chosen` takes start and size, and is off by one at the end (2023.01, not 2021.01). */
    readonly chosenTakesSize: boolean;
    /** A warning when `fdt_high` is all ones (from 2026.04). */
    readonly fdtHighWarning: boolean;
  };
  readonly storage: {
    /** Which lines a block device that does not exist gives: `** Bad device specification` (from 2022.07), `Couldn't find partition` (2021.07), `Can't set block device` (2021.04). */
    readonly badDeviceLine: boolean;
    readonly partitionLine: boolean;
    readonly blockDeviceLine: boolean;
    /** ext4 writing says `File System is consistent` (up to 2024.04). */
    readonly ext4ConsistentLine: boolean;
    /** How a file system with metadata_csum is refused (from 2025.01 by the feature bits). */
    readonly metadataCsumText: string;
    /** `ls` of ext2 and ext4: a format of its own before 2025.01. */
    readonly ext4List: 'own' | 'generic';
    /** `Failed to mount ext2 filesystem...` where the superblock cannot be read (up to 2021.01), and how a read beyond the partition is told. */
    readonly ext4MountFailureLine: boolean;
    readonly outsideLine: 'named' | 'none' | 'starred';
    /** Writing to a path without a leading slash is refused (before 2025.01). */
    readonly ext4AbsoluteOnly: boolean;
    /** Which features are refused for writing: metadata_csum alone, or all that are not known (from 2025.01). */
    readonly ext4Refusal: 'metadata-csum' | 'feature-bits';
    /** After a refusal the journal is closed again (after 2025.01; before, the file system stays marked for recovery). */
    readonly ext4ClosesRefused: boolean;
    /** A file that is written over keeps its mode (from 2025.01). */
    readonly ext4KeepsMode: boolean;
    /** Only symbolic links are taken for links when a file is deleted (from 2024.04; before, nearly every small file was). */
    readonly ext4LinkTest: 'exact' | 'any-bit';
    /** An unknown incompatible feature is told at each mount (from 2025.01). */
    readonly ext4IncompatLine: boolean;
    /** More descriptor blocks than the journal buffer takes are refused (from 2026.07). */
    readonly ext4ChecksTable: boolean;
    /** `part list` calls the interface `MMC`, or by the name of its driver class (from 2025.01 at the latest). */
    readonly partitionMapName: 'capitals' | 'class';
  };
  /** `rm`, `mkdir` for any file system (after 2025.01). */
  readonly hasFileRemoval: boolean;
  /** Help of `part`, `mmc` and `host`, and what they can do: as it was up to 2021.01, 2023.01, 2025.01 and 2026.07. */
  readonly diskCommands: '2021' | '2023' | '2025' | '2026';
  /** print_size rounds 1023.96 up to the next unit (from 2023.01). */
  readonly sizeRollsOver: boolean;
  /** `echo -n`; before 2021.04 `\c` anywhere in a word. */
  readonly echoOption: '-n' | '\\c';
  /** Keys of the prompt: part of `cread_line`, without Ctrl-W, or (from 2024.01) read by `cli_getch.c`. */
  readonly lineEditor: 'inline' | 'own-file';
  /** `reset -w` (from 2021.10). */
  readonly resetTakesWarm: boolean;
  /** `setenv x` where there is no `x`: status 1 before 2021.04. */
  readonly deletingNothing: 'fails' | 'succeeds';
  /** `setenv -f x` complains that it cannot force access, and goes on: before 2021.07. */
  readonly forceComplains: boolean;
  /** `$?` is 0 or 1, whatever the command gave: before 2023.04. */
  readonly returnCodeIsFlag: boolean;
  /** `setenv -f` and no more: before 2025.10 the missing name is used as a null pointer. */
  readonly setenvOptionsOnly: 'null-pointer' | 'ignored';
  /** `a=1 echo b`: before 2021.07 hush sets the variable, then takes `a=1` for the command's name. */
  readonly commandBehindAssignment: boolean;
  /** `exit N` ends what runs (in 2023.01 it only gives N, an oversight of 2022.10). */
  readonly exitEnds: boolean;
  /** `exit N` ends a variable that is run with status N; before 2023.04, with 0. */
  readonly exitKeepsStatus: boolean;
  /** `run` gives the status of what it ran; before 2023.04, 0 or 1. */
  readonly runKeepsStatus: boolean;
  /** `a=` in the shell takes the variable away; before 2023.04 it stays as it was. */
  readonly emptyLocalUnsets: boolean;
  /** What hush says behind `ERROR : ` before it loops. */
  readonly outOfMemoryText: string;
  /** Ctrl-C in `sleep` prints the usage (its -1 is CMD_RET_USAGE). */
  readonly sleepInterruptedIsUsage: boolean;
  /** Blanks between numbers and text in a line of `md` (fewer from 2021.07). */
  readonly hexdumpGap: 4 | 2;
  /** `cp` gets overlapping ranges right (from 2025.01). */
  readonly copiesOverlap: boolean;
  /** `mtest`: digits of the pattern, which is as wide as a word from 2024.01; and a line feed before the last line. */
  readonly mtestPatternDigits: 8 | 'word';
  readonly mtestEndsLine: boolean;
  /** `[` as another name of `test`, and `test` with one word (from 2026.04). */
  readonly bracketTest: boolean;
  /** `env default -k` (from 2026.04). */
  readonly envDefaultKeeps: boolean;
  /** `bdinfo`: how RAM and what is reserved in it are listed (2021.10, 2023.10), and the lines about the device tree. */
  readonly boardInfo: {
    readonly regions: 'words' | 'count' | 'count-and-names';
    /** `new_fdt` and `fdt_size` (up to 2023.01). */
    readonly newFdt: boolean;
    /** `devicetree  = …` (from 2021.10), and `serial addr` with its kin (from 2023.07). */
    readonly deviceTree: boolean;
    readonly serial: boolean;
    /** `-a`, `-e`, `-m` (from 2023.10). */
    readonly options: boolean;
  };
  /** `setenv a=b`: the message lacks a blank before `in` (before 2024.04). */
  readonly illegalCharacterText: "'='in" | "'=' in";
}

/** `backspace`: up to 2025.07; `clear-to-end`: 2025.10 and 2026.01; `erase-line`: from 2026.04. */
export type AutobootPrompt = 'backspace' | 'clear-to-end' | 'erase-line';
