/** The programs of the collectors: keys, places on the disk, sizes. */
import type { CollectorChoice } from '../../../profiles/collector.ts';
import type { Program } from '../../process/system-calls.ts';
import { androidLog, logcat } from './android-log-tools.ts';
import { crashReporter } from './crash-reporter.ts';
import { systemdPstoreOf } from './systemd-pstore.ts';

interface CollectorFile {
  readonly path: string;
  readonly key: string;
  readonly sizeBytes: number;
}

/** By the keys of their files. */
export const collectorPrograms: Readonly<Record<string, Program>> = {
  'collector/crash_reporter': crashReporter,
  'collector/log': androidLog,
  'collector/logcat': logcat,
  'collector/systemd-pstore-252': systemdPstoreOf(252),
  'collector/systemd-pstore-257': systemdPstoreOf(257),
};

const PSTORE_PATH = '/usr/lib/systemd/systemd-pstore';

const files: Readonly<Record<CollectorChoice['service'], readonly CollectorFile[]>> = {
  'systemd-pstore': [{ path: PSTORE_PATH, key: 'collector/systemd-pstore-252', sizeBytes: 22_928 }],
  'systemd-pstore-257': [{ path: PSTORE_PATH, key: 'collector/systemd-pstore-257', sizeBytes: 22_928 }],
  chromeos: [{ path: '/usr/sbin/crash_reporter', key: 'collector/crash_reporter', sizeBytes: 1_184_000 }],
  android: [
    { path: '/usr/bin/log', key: 'collector/log', sizeBytes: 14_592 },
    { path: '/usr/bin/logcat', key: 'collector/logcat', sizeBytes: 32_816 },
  ],
  'rc-script': [],
};

export function collectorFiles(service: CollectorChoice['service']): readonly CollectorFile[] {
  return files[service];
}
