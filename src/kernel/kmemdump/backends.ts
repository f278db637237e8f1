/** The backends by name, as a driver's probe makes them. */
import type { KmemdumpBackendName } from '../../profiles/kmemdump.ts';
import type { BackendHost, KmemdumpBackend } from './backend.ts';
import { minidumpBackend } from './minidump-backend.ts';
import { type RamoopsHost, RamoopsRegions } from './ramoops-backend.ts';

/** A backend, a negated error number where its probe fails, null for none. */
type BackendMaker = (host: BackendHost & RamoopsHost) => KmemdumpBackend | number | null;

const makers: Readonly<Record<KmemdumpBackendName, BackendMaker>> = {
  none: () => null,
  minidump: minidumpBackend,
  ramoops: (host) => new RamoopsRegions(host),
};

export function makeBackend(host: BackendHost & RamoopsHost): KmemdumpBackend | number | null {
  return makers[host.build.backend](host);
}
