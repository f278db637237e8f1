/** What runs the work units of a mode. Whole machines are loaded only where they are wanted: that takes longer than a small campaign. */
import type { CampaignMode } from '../../campaign/configuration.ts';
import type { UnitRunner } from '../../campaign/work-unit.ts';
import { runZoneUnit } from '../../campaign/zone-unit.ts';

export async function runnerOf(mode: CampaignMode): Promise<UnitRunner> {
  return mode === 'zone' ? runZoneUnit : (await import('../../campaign/machine-unit.ts')).runMachineUnit;
}
