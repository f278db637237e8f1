/**
 * /sys/bus/platform and /sys/devices/platform: the devices of ramoops and their driver; and which consoles there are.
 *
 * Mirrors what `platform_device_register_data`, `of_platform_default_populate` and the driver core of Linux v6.1 make for
 * `fs/pstore/ram.c`.
 */
import { findNode } from '../../formats/fdt-tree.ts';
import { consoleNames } from '../consoles.ts';
import type { PseudoServices } from '../procfs/services.ts';
import type { LiveDirectory, SysfsPart } from './sysfs-nodes.ts';
import { attribute, sysLink } from './sysfs-nodes.ts';

export function platformNodes(services: PseudoServices): SysfsPart {
  const { parts } = services;
  return (path) => {
    if (path === 'devices/virtual/tty/console') {
      return { active: attribute(() => `${consoleNames(parts.commandLine).join(' ')}\n`) };
    }
    if (!path.startsWith('bus/platform') && path !== 'devices/platform') return undefined;
    const { ramoopsDevices: devices, hasRamoopsDriver } = parts.pstore;
    switch (path) {
      case 'devices/platform':
        return Object.fromEntries(devices.map((device) => [device.name, deviceDirectory(services, device)]));
      case 'bus/platform/devices':
        return Object.fromEntries(devices.map(({ name }) => [name, sysLink(`../../../devices/platform/${name}`)]));
      case 'bus/platform/drivers': {
        if (!hasRamoopsDriver) return undefined;
        const bound = devices.filter(({ isBound }) => isBound);
        return {
          ramoops: {
            ...Object.fromEntries(bound.map(({ name }) => [name, sysLink(`../../../../devices/platform/${name}`)])),
            ...(services.modules.find('ramoops') === undefined
              ? {}
              : { module: sysLink('../../../../module/ramoops') }),
          },
        };
      }
      default:
        return undefined;
    }
  };
}

function deviceDirectory(
  { deviceTree }: PseudoServices,
  { name, isBound }: { readonly name: string; readonly isBound: boolean },
): LiveDirectory {
  const [address, unit] = name.includes('.') ? name.split('.') : [null, name];
  const node = address === null || deviceTree === null ? null : findNode(deviceTree, `/reserved-memory/${unit}`);
  const lines = [
    ...(isBound ? ['DRIVER=ramoops'] : []),
    ...(node === null
      ? []
      : [
          `OF_NAME=${unit}`,
          `OF_FULLNAME=/reserved-memory/${node.name}`,
          'OF_COMPATIBLE_0=ramoops',
          'OF_COMPATIBLE_N=1',
        ]),
    node === null ? 'MODALIAS=platform:ramoops' : `MODALIAS=of:N${unit}T(null)Cramoops`,
  ];
  return {
    uevent: attribute(() => lines.map((line) => `${line}\n`).join(''), 0o644),
    modalias: attribute(() => `${lines.at(-1)!.slice('MODALIAS='.length)}\n`),
    subsystem: sysLink('../../../bus/platform'),
    ...(isBound ? { driver: sysLink('../../../bus/platform/drivers/ramoops') } : {}),
    ...(node === null ? {} : { of_node: sysLink(`../../../firmware/devicetree/base/reserved-memory/${node.name}`) }),
  };
}
