/** The words of a kernel command line that decide what becomes of a ramoops region. */
import { kstrtobool, parameterValue, parseCommandLine } from '../kernel/cmdline.ts';

export interface RegionCommandLine {
  /** `pstore.compress=`: absent where not given; null for `none` and `(null)`, which is how sysfs shows none. */
  readonly compress?: string | null;
  /** `pstore.backend=`. */
  readonly backend?: string;
  /** `disable_radix` (ppc64le): the CPU uses the hash MMU. */
  readonly disableRadix: boolean;
  /** `ramoops.NAME=VALUE`, which modprobe hands to the module. */
  readonly ramoops: ReadonlyMap<string, string>;
}

const RAMOOPS = 'ramoops.';

export function parseRegionCommandLine(text: string): RegionCommandLine {
  const line = parseCommandLine(text);
  const ramoops = new Map<string, string>();
  for (const { name, value } of line.parameters) {
    if (name.startsWith(RAMOOPS) && value !== null) ramoops.set(name.slice(RAMOOPS.length).replaceAll('-', '_'), value);
  }
  const compress = parameterValue(line, 'pstore.compress');
  const backend = parameterValue(line, 'pstore.backend');
  const disableRadix = parameterValue(line, 'disable_radix');
  return {
    ...(compress == null ? {} : { compress: compress === 'none' || compress === '(null)' ? null : compress }),
    ...(backend == null ? {} : { backend }),
    // A bare word stands for yes.
    disableRadix: disableRadix !== undefined && (disableRadix === null || kstrtobool(disableRadix) === true),
    ramoops,
  };
}
