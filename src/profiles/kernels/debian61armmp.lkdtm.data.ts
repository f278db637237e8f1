/**
 * What LKDTM's types print on 6.1.0-50-armmp.
 *
 * Source: linux-console `armd61-lkdtm-heap`, `armd61-lkdtm-pac`, `armd61-lkdtm-perms`, `armd61-lkdtm-slab-linear`, `armd61-lkdtm-spoken`, `armd61-lkdtm-write-after-free`; made by
 * `scripts/record/arch-lkdtm-data.py`. Format: see `../arch-crash-text.ts`.
 */
import type { ArchCrashData } from '../arch-crash-text.ts';

export const debian61armmpLkdtm: ArchCrashData = {
  symbols: '',
  paths: {
    'lkdtm-ARRAY_BOUNDS': {
      before: `
6 lkdtm: Array access within bounds ...
6 lkdtm: Array access beyond bounds ...
3 lkdtm: FAIL: survived array bounds overflow!
4 lkdtm: This is probably expected, since this kernel (6.1.0-50-armmp armv7l) was built *without* CONFIG_UBSAN_BOUNDS=y
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-BUDDY_INIT_ON_ALLOC': {
      before: '6 lkdtm: Memory appears initialized (0, no earlier values)',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-CFI_BACKWARD': {
      before: `
6 lkdtm: Attempting unchecked stack return address redirection ...
4 lkdtm: Eek: return address mismatch! %{obj0:8} != %{module+413c:8}
3 lkdtm: FAIL: stack return address manipulation failed!
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-CFI_FORWARD_PROTO': {
      before: `
6 lkdtm: Calling matched prototype ...
6 lkdtm: Calling mismatched prototype ...
3 lkdtm: FAIL: survived mismatched prototype function call!
4 lkdtm: This is probably expected, since this kernel (6.1.0-50-armmp armv7l) was built *without* CONFIG_CFI_CLANG=y
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-CORRUPT_PAC': {
      before: '3 lkdtm: XFAIL: this test is arm64-only',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-DOUBLE_FAULT': {
      before: '3 lkdtm: XFAIL: this test is ia32-only',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-OVERFLOW_SIGNED': {
      before: `
6 lkdtm: Normal signed addition ...
6 lkdtm: Overflowing signed addition ...
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-OVERFLOW_UNSIGNED': {
      before: `
6 lkdtm: Normal unsigned addition ...
6 lkdtm: Overflowing unsigned addition ...
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-READ_AFTER_FREE': {
      before: `
6 lkdtm: Value in memory before free: 12345678
6 lkdtm: Attempting bad read from freed memory
3 lkdtm: FAIL: Memory was not poisoned!
4 lkdtm: This is probably expected, since this kernel (6.1.0-50-armmp armv7l) was built *without* CONFIG_INIT_ON_FREE_DEFAULT_ON=y
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-READ_BUDDY_AFTER_FREE': {
      before: `
6 lkdtm: Value in memory before free: 12345678
6 lkdtm: Attempting to read from freed memory
3 lkdtm: FAIL: Buddy page was not poisoned!
4 lkdtm: This is probably expected, since this kernel (6.1.0-50-armmp armv7l) was built *without* CONFIG_INIT_ON_FREE_DEFAULT_ON=y
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-REPORT_STACK': {
      before: `
6 lkdtm: Starting stack offset tracking for pid %{pid:decimal}
6 lkdtm: Stack offset: 0
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-REPORT_STACK_CANARY': {
      before: '6 lkdtm: Recorded stack canary for pid %{pid:decimal} at offset 2',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-REPORT_STACK_CANARY/again': {
      before: '6 lkdtm: ok: stack canaries differ between pid %{firstpid:decimal} and pid %{pid:decimal} at offset 2.',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-SLAB_INIT_ON_ALLOC': {
      before: '6 lkdtm: Memory appears initialized (0, no earlier values)',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-SLAB_LINEAR_OVERFLOW': {
      before: '6 lkdtm: Attempting slab linear overflow ...',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-STACKLEAK_ERASING': {
      before: '3 lkdtm: XFAIL: stackleak is not supported on this arch (HAVE_ARCH_STACKLEAK=n)',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-UNALIGNED_LOAD_STORE_WRITE': {
      before: '3 lkdtm: XFAIL: arch has CONFIG_HAVE_EFFICIENT_UNALIGNED_ACCESS',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-UNSET_SMEP': {
      before: '3 lkdtm: XFAIL: this test is x86_64-only',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-WRITE_AFTER_FREE': {
      before: `
6 lkdtm: Allocated memory 1715f94a-1ad7d734
6 lkdtm: Attempting bad write to freed memory at 14819db9
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-WRITE_BUDDY_AFTER_FREE': {
      before: `
6 lkdtm: Writing to the buddy page before free
6 lkdtm: Attempting bad write to the buddy page after free
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-WRITE_OPD': {
      before: "6 lkdtm: XFAIL: Platform doesn't use function descriptors.",
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
  },
};
