// The directions of the house (docs/ARCHITECTURE.md): a room may import lower floors only, never a room of its own floor.
// Ground floor first; rooms that share a floor stand in one list.
const floors = [
  ['sim'],
  ['ecc', 'shell', 'profiles'],
  ['memory'],
  ['formats'],
  ['disk'],
  ['hardware'],
  ['firmware', 'uboot', 'kernel'],
  ['machine'],
  ['inspect'],
  ['scenario'],
  ['campaign'],
  ['cli'],
];

const forbidden = [
  { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'no-orphans',
    severity: 'error',
    from: { orphan: true, pathNot: ['\\.d\\.ts$', '^src/index\\.ts$', '^src/cli/main\\.ts$'] },
    to: {},
  },
  {
    name: 'not-to-unresolvable',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'node-only-in-cli',
    comment: 'law 4: the simulated world knows no host',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/cli/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'nobody-imports-the-public-door',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/index\\.ts$' },
    to: { path: '^src/index\\.ts$' },
  },
];

floors.forEach((rooms, floor) => {
  for (const room of rooms) {
    const mayImport = floors.slice(0, floor).flat().concat(room);
    forbidden.push({
      name: `${room}-imports-lower-floors-only`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: `^src/(${mayImport.join('|')})/` },
    });
  }
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
