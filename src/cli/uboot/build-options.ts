/**
 * `--config CONFIG_NAME=VALUE` of `lastwords uboot`: how the board's U-Boot was built, by the names of its Kconfig.
 *
 * Mirrors `cmd/Kconfig` (CONFIG_CMD_PSTORE_*) and `boot/Kconfig` of U-Boot. Other options are the board's business.
 */
import type { UBootConfig } from '../../profiles/board.ts';
import type { Given } from '../command.ts';

const PSTORE = {
  CONFIG_CMD_PSTORE_MEM_ADDR: 'address',
  CONFIG_CMD_PSTORE_MEM_SIZE: 'length',
  CONFIG_CMD_PSTORE_RECORD_SIZE: 'recordSize',
  CONFIG_CMD_PSTORE_CONSOLE_SIZE: 'consoleSize',
  CONFIG_CMD_PSTORE_FTRACE_SIZE: 'ftraceSize',
  CONFIG_CMD_PSTORE_PMSG_SIZE: 'pmsgSize',
  CONFIG_CMD_PSTORE_ECC_SIZE: 'eccSize',
} as const satisfies Record<string, keyof UBootConfig['pstore']>;

const buildOptionNames = Object.keys(PSTORE);

/** The board's configuration with the user's options; what is wrong with them is a complaint. */
export function builtWith(config: UBootConfig, given: Given): UBootConfig {
  const pstore: Record<string, number> = {};
  for (const text of given.list('config')) {
    const at = text.indexOf('=');
    const name = at < 0 ? text : text.slice(0, at);
    const key = Object.hasOwn(PSTORE, name) ? PSTORE[name as keyof typeof PSTORE] : undefined;
    if (key === undefined || at < 0) {
      const expected = key === undefined ? buildOptionNames.join(', ') : `${name}=VALUE`;
      given.complain('--config', key === undefined ? 'unknown option' : 'the value is missing', {
        found: `"${text}"`,
        expected,
      });
      continue;
    }
    const value = given.numberFrom('--config', text.slice(at + 1), { min: 0, max: 0xffffffff });
    if (value !== undefined) pstore[key] = value;
  }
  return { ...config, pstore: { ...config.pstore, ...pstore } };
}
