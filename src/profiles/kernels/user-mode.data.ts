/**
 * What the user's program looks like from a crash report: registers at the system call and the code round it.
 *
 * Source: the linux-console recordings; every one of them ran the same static busybox, whose `echo` writes to a file and
 * whose shell exits. Registers are RAX, RBX, … R15 without RSP, as templates: their names are those of
 * `src/kernel/crash/x86/values.ts`.
 */
export interface UserModeText {
  readonly instructionPointer: string;
  readonly code: string;
  readonly flags: string;
  /** Null: no system call, but an exception of the user's. */
  readonly systemCallNumber: string | null;
  readonly registers: string;
}

export const userMode: Readonly<Record<string, UserModeText>> = {
  write: {
    instructionPointer: '47b7a0',
    code: '40 00 48 c7 c2 e0 ff ff ff f7 d8 64 89 02 48 c7 c0 ff ff ff ff eb b7 0f 1f 00 80 3d e8 85 16 00 00 74 17 b8 01 00 00 00 0f 05 <48> 3d 00 f0 ff ff 77 58 c3 0f 1f 80 00 00 00 00 48 83 ec 28 48 89',
    flags: '00000202',
    systemCallNumber: '1',
    registers:
      'ffffffffffffffda 1 47b7a0 count heap+2530 1 heap+2530 fefefefefefefeff word 1b6 202 count heap-20 1 usp+68',
  },
  exit_group: {
    instructionPointer: '461189',
    code: '00 49 c7 c0 e0 ff ff ff be e7 00 00 00 ba 3c 00 00 00 eb 12 0f 1f 44 00 00 89 d0 0f 05 48 3d 00 f0 ff ff 77 1c f4 89 f0 0f 05 <48> 3d 00 f0 ff ff 76 e7 f7 d8 64 41 89 00 eb df 0f 1f 80 00 00 00',
    flags: '00000202',
    systemCallNumber: 'e7',
    registers: 'ffffffffffffffda top+f04 461189 3c e7 status 4 ffffffffffffffe0 bc 58c2e0 202 usp+440 1 0 2',
  },
  // A program that writes to address 0; recorded with the one that the consoles used.
  'exception-40103d': {
    instructionPointer: '40103d',
    code: '3b 3c 78 74 3b 3c 77 74 40 3c 75 74 49 3c 64 74 47 3c 67 74 4e 3c 69 74 56 3c 68 74 53 3c 70 74 58 b8 3c 00 00 00 31 ff 0f 05 <c7> 04 25 00 00 00 00 00 00 00 00 8b 04 25 10 00 00 00 31 c0 ff e0',
    flags: '00000246',
    systemCallNumber: null,
    registers: '6e 0 0 0 usp+639 0 0 0 0 0 0 0 0 0 0',
  },
  openat: {
    instructionPointer: '47b5e1',
    code: '75 57 89 f0 25 00 00 41 00 3d 00 00 41 00 74 49 80 3d b1 87 16 00 00 74 6d 89 da 48 89 ee bf 9c ff ff ff b8 01 01 00 00 0f 05 <48> 3d 00 f0 ff ff 0f 87 93 00 00 00 48 8b 54 24 28 64 48 2b 14 25',
    flags: '00000202',
    systemCallNumber: '101',
    registers: 'ffffffffffffffda 0 47b5e1 0 heap+17c0 ffffff9c heap+17c0 8 1 0 202 heap+17c0 5beaf6 1 heap+17e8',
  },
  finit_module: {
    instructionPointer: '47fbe9',
    code: '08 89 e8 5b 5d c3 66 2e 0f 1f 84 00 00 00 00 00 90 48 89 f8 48 89 f7 48 89 d6 48 89 ca 4d 89 c2 4d 89 c8 4c 8b 4c 24 08 0f 05 <48> 3d 01 f0 ff ff 73 01 c3 48 c7 c1 e0 ff ff ff f7 d8 64 89 01 48',
    flags: '00000246',
    systemCallNumber: '139',
    registers: 'ffffffffffffffda heap+2940 47fbe9 0 heap+2940 4 4 0 0 ffff 246 heap+2580 heap+2700 0 0',
  },
};
