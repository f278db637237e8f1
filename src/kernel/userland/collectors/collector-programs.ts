/** The programs of the collectors: keys, places on the disk, sizes. */
import type { CollectorChoice } from '../../../profiles/collector.ts';
import type { Program } from '../../process/system-calls.ts';
import { systemdPstoreOf } from './systemd-pstore.ts';

interface CollectorFile {
  readonly path: string;
  readonly key: string;
  readonly sizeBytes: number;
}

/** By the keys of their files. */
export const collectorPrograms: Readonly<Record<string, Program>> = {
  'collector/systemd-pstore-252': systemdPstoreOf(252),
  'collector/systemd-pstore-257': systemdPstoreOf(257),
};

const PSTORE_PATH = '/usr/lib/systemd/systemd-pstore';

const files: Readonly<Record<CollectorChoice['service'], readonly CollectorFile[]>> = {
  'systemd-pstore': [{ path: PSTORE_PATH, key: 'collector/systemd-pstore-252', sizeBytes: 22_928 }],
  'systemd-pstore-257': [{ path: PSTORE_PATH, key: 'collector/systemd-pstore-257', sizeBytes: 22_928 }],
  chromeos: [],
  android: [],
  'rc-script': [],
};

export function collectorFiles(service: CollectorChoice['service']): readonly CollectorFile[] {
  return files[service];
}
