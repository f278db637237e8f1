/**
 * What a scenario file may say: the shape of its YAML document, as one zod schema.
 *
 * The TypeScript types are inferred from it and the JSON Schema for editors is exported from it (`json-schema.ts`), so the
 * three cannot disagree. A step is a mapping with exactly one key, the action. Text meets a serial line or a kernel file as
 * its UTF-8 bytes.
 */
import * as z from 'zod';
import { links } from '../inspect/explain/explanation.ts';
import { recordKinds } from '../inspect/explain/run-case.ts';
import { recordClasses } from '../inspect/record-classes.ts';
import { collectorSchema } from './collector-schema.ts';
import { cpuSchema } from './cpu-schema.ts';
import { efiSchema } from './efi-schema.ts';
import { worldEventNames } from './event-names.ts';
import { fadumpSchema } from './fadump-schema.ts';
import { faultPlans, faultStep } from './fault-schema.ts';
import { kmemdumpSchema, kmemdumpStepSchema } from './kmemdump-schema.ts';
import { minidumpExpectation, minidumpSchema } from './minidump-schema.ts';
import { boardReset, overwrittenRange, powerSwitch, resetCause, retentionRules } from './retention-schema.ts';
import {
  address,
  byteCount,
  duration,
  exactlyOne,
  hexBytes,
  NOT_ONE_LINE,
  ONE_LINE,
  sizeOrNone,
  text,
  withHint,
} from './schema-parts.ts';
import { sparePartitionSchema } from './spare-partition-schema.ts';

/** Steps, lines and texts are bounded so that no file asks for an endless run. */
const STEP_LIMIT = 2_000;

const oneOrMore = (meaning: string) => z.union([text(meaning), z.array(text(meaning)).min(1).max(1_000)]);

/** What a console, an output or a file must hold. Line ends are LF: the CR of a serial line is taken off first. */
const contents = {
  equals: text('the whole text, byte for byte').optional(),
  contains: oneOrMore('text, or texts, that must occur').optional(),
  absent: oneOrMore('text, or texts, that must not occur').optional(),
  lines: z
    .array(text('one line'))
    .min(1)
    .max(1_000)
    .optional()
    .describe('these whole lines, one directly after the other'),
  matches: oneOrMore('a whole line, where * stands for any characters').optional(),
};

const expectation = z
  .strictObject({
    console: z
      .strictObject({
        ...contents,
        since: z
          .enum(['reset', 'start'])
          .optional()
          .describe('from where the serial line is read; default: the last reset'),
      })
      .optional()
      .describe('what came over the serial line'),
    output: z.strictObject(contents).optional().describe('what the last uboot, shell or kernel step printed'),
    file: z
      .strictObject({
        path: text('absolute path in the running kernel'),
        exists: z.boolean().optional(),
        size: z.int().min(0).optional().describe('bytes'),
        ...contents,
      })
      .optional(),
    files: z
      .strictObject({ directory: text('absolute path'), names: z.array(text('file name')).max(1_000) })
      .optional()
      .describe('all names in a directory, sorted'),
    ram: z
      .strictObject({
        address: address('physical address'),
        hex: hexBytes.optional(),
        text: text('bytes as text').optional(),
      })
      .optional()
      .describe('bytes in RAM'),
    records: z
      .partialRecord(
        z
          .string()
          .max(20)
          .regex(
            /^(dmesg\[\d+\]|console|ftrace|pmsg)$/,
            withHint('not the name of a record', 'dmesg[0], dmesg[1], …, console, ftrace or pmsg'),
          ),
        z.enum(recordClasses),
      )
      .optional()
      .describe(
        'what the records are worth that Linux (mounting pstorefs) or U-Boot (pstore display) got last, judged by the truth',
      ),
    explain: z
      .strictObject({
        broken: z.enum([...links, 'none']).describe('the first broken link of the chain; none: it is whole'),
        record: z.enum(recordKinds).optional().describe('which record is missed; default: dmesg'),
        boot: z
          .int()
          .min(1)
          .max(1_000_000)
          .optional()
          .describe('whose, by the number of the boot; default: the last that had any'),
        contains: contents.contains,
      })
      .optional()
      .describe(
        'what lastwords explain says at this point; contains: of finding, evidence and hint of the broken link',
      ),
    minidump: minidumpExpectation.optional(),
    state: text('state of the machine, or the beginning of it up to a dot').optional(),
    event: z.enum(worldEventNames).optional().describe('an event that must have happened'),
  })
  .refine((value) => Object.values(value).some((part) => part !== undefined), 'nothing is expected here')
  .meta({ minProperties: 1 });

const timeout = duration('how long, in virtual time, until the run counts as timed out; default 120s').optional();

const wait = z.union([
  duration('let this much virtual time pass'),
  exactlyOne('a wait', ['console', 'state', 'event'], {
    console: text('until this text comes over the serial line').optional(),
    state: text('until the machine is in this state').optional(),
    event: z.enum(worldEventNames).optional().describe('until this event happens'),
    timeout,
  }),
]);

const command = text('a command for the U-Boot prompt').min(1).regex(ONE_LINE, NOT_ONE_LINE);
const uboot = z.union([
  command,
  z.strictObject({
    command,
    prompt: z.boolean().optional().describe('false: do not wait for the prompt to come back (boot, reset)'),
    timeout,
  }),
]);

const kernelActions = ['write', 'sysctl', 'mount', 'ls', 'cat', 'unlink'] as const;
const kernel = exactlyOne('a kernel step', kernelActions, {
  write: z
    .strictObject({
      path: text('absolute path, as /proc/sysrq-trigger'),
      text: text('what to write; a line feed is added, as echo does'),
      newline: z.boolean().optional().describe('false: no line feed is added'),
    })
    .optional(),
  sysctl: text('name=value, as kernel.panic=10')
    .regex(/^[a-z0-9_.-]+=.*$/, withHint('not of the form name=value', 'for example kernel.panic=10'))
    .optional(),
  mount: z.literal('pstore').optional().describe('mount pstorefs on /sys/fs/pstore'),
  ls: text('list a directory, as ls -l does').optional(),
  cat: text('print a file').optional(),
  unlink: text('remove a file').optional(),
  error: text('the error number this must end with, as ENOENT')
    .regex(/^E[A-Z0-9]+$/, withHint('not an error name', 'for example ENOENT'))
    .optional(),
});

const shellOutcome = {
  status: z.int().min(0).max(255).optional().describe('exit status of the last line; default 0'),
  reset: z
    .enum(['warm', 'cold', 'watchdog', 'pin', 'power-loss', 'off', 'hung'])
    .optional()
    .describe('the machine does not survive the line: why it starts again, or what it comes to'),
};
const shellLine = text('a line for the shell at the Linux prompt').min(1).regex(ONE_LINE, NOT_ONE_LINE);
const shell = z.union([
  shellLine,
  z.strictObject({
    run: z
      .union([shellLine, z.array(shellLine).min(1).max(1_000)])
      .describe('a line, or lines; each but the last must succeed'),
    stdout: z.strictObject(contents).optional().describe('standard output of all the lines'),
    stderr: z.strictObject(contents).optional().describe('standard error of all the lines'),
    ...shellOutcome,
    timeout,
  }),
]);

const crash = z.union([
  text('name of a way to crash: panic, oops, sysrq-KEY, a type of LKDTM, nmi, silent-hang, brown-out, …'),
  z.strictObject({
    kind: text('name of a way to crash'),
    error: text('the error number this must end with, as EINVAL')
      .regex(/^E[A-Z0-9]+$/, withHint('not an error name', 'for example EINVAL'))
      .optional(),
  }),
]);

const deviceTreeProperty = z.union([
  z.boolean(),
  z
    .int()
    .min(0)
    .max(2 ** 32 - 1),
  text('text property'),
]);
const deviceTree = z
  .strictObject({
    ramoops: z
      .union([
        z.literal('none'),
        z
          .object({ address: address('physical address'), length: byteCount('bytes') })
          .catchall(deviceTreeProperty)
          .describe(
            'address, length, and properties as the binding names them: record-size: 0x2000, no-dump-oops: true',
          ),
      ])
      .describe('the node below /reserved-memory instead of the board’s own'),
  })
  .describe('changes to the board’s device tree');

const poke = exactlyOne('a poke', ['hex', 'text'], {
  address: address('physical address'),
  hex: hexBytes.optional(),
  text: text('bytes as text').optional(),
}).describe('put bytes into RAM, as a debugger would');

const actions = {
  chapter: text('heading of a part of the story').optional(),
  say: text('narration, for people').optional(),
  power: powerSwitch.optional(),
  type: text('keys typed on the serial console').optional(),
  wait: wait.optional(),
  expect: expectation.optional(),
  uboot: uboot.optional(),
  shell: shell.optional(),
  kernel: kernel.optional(),
  crash: crash.optional(),
  kmemdump: kmemdumpStepSchema.optional().describe('what a driver of the running kernel does with kmemdump'),
  plugMemory: z
    .string()
    .regex(/^\d{1,7}\s*(KiB|MiB|GiB)$/, withHint('not a size', 'write a number and a unit: 512MiB, 1GiB'))
    .optional()
    .describe('a memory module is plugged into the running machine, as by device_add pc-dimm: 512MiB'),
  fault: faultStep.optional(),
  poke: poke.optional(),
  reset: boardReset.optional(),
  show: z
    .enum(['region', 'header'])
    .optional()
    .describe('region: draw the ramoops region; header: the first bytes of its first zone, explained'),
};

export const stepKinds = Object.keys(actions) as readonly (keyof typeof actions)[];
const step = exactlyOne('a step', stepKinds, actions);

export const scenarioSchema = z
  .strictObject({
    name: z.string().min(1).max(200),
    description: text('what the scenario shows').optional(),
    board: z.string().describe('board profile'),
    kernel: z.string().optional().describe('kernel profile, as uname -r says; default: the board’s own'),
    uboot: z.string().optional().describe('U-Boot version, in quotes: "2021.01"'),
    commandLine: text('the whole kernel command line; default: the board’s own')
      .regex(ONE_LINE, NOT_ONE_LINE)
      .optional(),
    options: z
      .record(
        z.string().regex(/^[^\s"=]{1,200}$/, withHint('not a parameter name', 'no blanks, no quotes, no =')),
        z.union([
          z
            .string()
            .max(4_000)
            .regex(/^[^\0-\x1f"]*$/, 'not one line without double quotes'),
          z.number(),
          z.boolean(),
        ]),
      )
      .optional()
      .describe('kernel parameters added behind the command line, as pstore.compress: none'),
    userland: z
      .enum(['gnu', 'busybox', 'none'])
      .optional()
      .describe('what lives in user space; default: none, only the operator’s kernel steps'),
    collector: collectorSchema.optional(),
    efi: efiSchema.optional(),
    crashlog: z
      .boolean()
      .optional()
      .describe('the kernel is built with OpenWrt’s crashlog (PC and arm64); default: false'),
    sparePartition: sparePartitionSchema.optional(),
    deviceTree: deviceTree.optional(),
    cpu: cpuSchema.optional().describe('what stands between the CPU and RAM'),
    cpus: z.number().int().min(1).max(8).optional().describe('how many CPUs a PC has; default: 1'),
    cycleCounter: z
      .boolean()
      .optional()
      .describe('the CPUs of a PC have a performance counter, so that the hard lockup detector works; default: false'),
    osTerm: z
      .enum(['returns', 'stops'])
      .optional()
      .describe('POWER: whether the firmware comes back when a panic tells it, or stops the machine; default: returns'),
    panicNotifier: z
      .enum(['oops', 'deadlock'])
      .optional()
      .describe(
        'what the panic notifier of a driver does: follow a bad pointer, or wait for a lock that nobody gives back; default: nothing of the kind',
      ),
    fadump: fadumpSchema.optional(),
    minidump: minidumpSchema.optional(),
    kmemdump: kmemdumpSchema.optional(),
    bootloader: z
      .strictObject({
        bootdelay: z
          .int()
          .min(-2)
          .max(3_600)
          .optional()
          .describe('CONFIG_BOOTDELAY: -1 never boots, -2 boots without asking'),
        watchdog: duration('U-Boot has armed a hardware watchdog of this time').optional(),
        autobootKeys: z
          .strictObject({
            prompt: z.string().max(200).optional().describe('CONFIG_AUTOBOOT_PROMPT; %d stands for the seconds'),
            stop: z.string().min(1).max(64).describe('CONFIG_AUTOBOOT_STOP_STR'),
            delay: z.string().max(64).optional().describe('CONFIG_AUTOBOOT_DELAY_STR'),
          })
          .optional()
          .describe('CONFIG_AUTOBOOT_KEYED: only these strings stop the countdown'),
        bootCountAddress: address('CONFIG_SYS_BOOTCOUNT_ADDR: boots are counted in two words there').optional(),
        pstore: z
          .strictObject({
            address: address('CONFIG_CMD_PSTORE_MEM_ADDR').optional(),
            length: sizeOrNone('CONFIG_CMD_PSTORE_MEM_SIZE').optional(),
            recordSize: sizeOrNone('CONFIG_CMD_PSTORE_RECORD_SIZE').optional(),
            consoleSize: sizeOrNone('CONFIG_CMD_PSTORE_CONSOLE_SIZE').optional(),
            ftraceSize: sizeOrNone('CONFIG_CMD_PSTORE_FTRACE_SIZE').optional(),
            pmsgSize: sizeOrNone('CONFIG_CMD_PSTORE_PMSG_SIZE').optional(),
            eccSize: sizeOrNone('CONFIG_CMD_PSTORE_ECC_SIZE').optional(),
          })
          .optional()
          .describe(
            'where the pstore command looks and what its device-tree fix-up writes; the rest as the board has it',
          ),
      })
      .optional()
      .describe('how the board’s U-Boot was built'),
    seed: z
      .union([z.string().max(200), z.int()])
      .optional()
      .describe('seed of all chance; default: the name'),
    ramSize: text('how much RAM the board has, as 2GiB; default: as it was recorded').optional(),
    ram: z.enum(['zero', 'noise']).optional().describe('what RAM holds at the first power-on'),
    retention: z
      .partialRecord(resetCause, retentionRules)
      .optional()
      .describe(
        'what each reset does to RAM, instead of what the board says; the first rule that covers a byte decides',
      ),
    firmware: z
      .strictObject({
        release: text('another release of the board’s firmware than its newest: old, on rpi4').optional(),
        overwrite: z
          .array(overwrittenRange)
          .max(100)
          .optional()
          .describe('what the firmware writes over at every start, instead of what the board’s own does'),
      })
      .optional()
      .describe('what runs before bootloader and kernel'),
    faults: faultPlans.optional(),
    limit: duration('virtual time after which the run counts as timed out; default 1h').optional(),
    region: z
      .strictObject({
        address: address('physical address'),
        length: byteCount('bytes'),
        recordSize: byteCount('bytes').optional(),
        consoleSize: byteCount('bytes').optional(),
        ftraceSize: byteCount('bytes').optional(),
        pmsgSize: byteCount('bytes').optional(),
        eccSize: z.int().min(0).max(255).optional(),
      })
      .optional()
      .describe('where show looks for the ramoops region; default: as the command line or U-Boot says'),
    steps: z.array(step).min(1).max(STEP_LIMIT),
  })
  .meta({ title: 'Lastwords scenario' });

export type Scenario = z.infer<typeof scenarioSchema>;
export type Step = z.infer<typeof step>;
export type Expectation = z.infer<typeof expectation>;
export type Contents = z.infer<z.ZodObject<typeof contents>>;
export type KernelStep = z.infer<typeof kernel>;
export type PokeStep = z.infer<typeof poke>;
export type ShellStep = z.infer<typeof shell>;
export type CrashStep = z.infer<typeof crash>;
export type DeviceTreeChanges = z.infer<typeof deviceTree>;
export type WaitStep = z.infer<typeof wait>;
export type UBootStep = z.infer<typeof uboot>;
export type StepKind = (typeof stepKinds)[number];
