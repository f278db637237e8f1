/** Every command of the operator's prompt, and one wrong use of each. */
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { operatorCommand, operatorCommands } from '../../src/inspect/operator.ts';
import { ownPacker } from '../../src/machine/save-container.ts';
import { TimeMachine } from '../../src/machine/time-machine.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { boot, pcMachine } from '../machine/pc.ts';

const host = {
  columns: 80,
  tool: 'test',
  packer: ownPacker,
  save: (file: string) => (file === 'there' ? 'there exists already' : null),
  load: (file: string) => (file === 'there' ? Uint8Array.of(1, 2, 3) : `${file} cannot be opened (no such file)`),
};

describe('the operator', () => {
  const machine = pcMachine();
  const time = new TimeMachine(machine);
  const say = (line: string) => operatorCommand(time, line, host);

  it('sees the state and turns the power on', () => {
    expect(say('state').text).toBe('off, 0.000 s of virtual time\n');
    expect(say('reset pin').text).toBe('reset: the power is off\n');
    expect(say('crash panic').text).toBe('crash: no kernel is running (off)\n');
    expect(say('power off').text).toBe('power: it is off already\n');
    expect(say('power on')).toEqual({ text: '', next: 'resume' });
    boot(machine);
  });

  it('loads and saves images in the format of the ending', () => {
    const files = new Map<string, Uint8Array>();
    const own = {
      ...host,
      save: (file: string, bytes: Uint8Array) => {
        files.set(file, bytes);
        return null;
      },
      load: (file: string) => files.get(file) ?? 'is missing',
    };
    const does = (line: string) => operatorCommand(time, line, own).text;
    const bytes = Uint8Array.from({ length: 300 }, (_, at) => at * 7);
    machine.poke(0x6000000, bytes);
    for (const ending of ['bin', 'hex', 's19', 'ELF']) {
      expect(does(`save ram.${ending} 0x6000000 300`)).toMatch(/^\d+ bytes in ram\./);
      expect(does(`load ram.${ending} 0x6100001`)).toBe('300 bytes at 0x6100001\n');
      expect(machine.memory.read(0x6100001, 300)).toEqual(bytes);
      machine.poke(0x6000000, new Uint8Array(300));
      const alone = ending === 'bin' ? 'load: raw bytes need an ADDRESS in RAM\n' : '300 bytes at 0x6000000\n';
      expect(does(`load ram.${ending}`)).toBe(alone);
      machine.poke(0x6000000, bytes);
    }
    expect(latin1Text(files.get('ram.hex')!.subarray(0, 17))).toBe(':020000040600F4\r\n');
    does('save packed.hex.gz 0x6000000 300');
    expect(gunzipSync(files.get('packed.hex.gz')!)).toEqual(Buffer.from(files.get('ram.hex')!));
    expect(does('load ram.hex 0x7ffff00')).toBe('load: 300 bytes at 0x7ffff00 do not fit into the RAM\n');
    files.set('bad.hex', new TextEncoder().encode(':0000000000\n'));
    expect(does('load bad.hex')).toMatch(/^load: bad\.hex:1 /);
    files.set('none.elf', new Uint8Array(0));
    expect(does('load none.elf')).toMatch(/^load: none\.elf /);
    for (const line of ['save a.bin 0x7ffffff 2', 'save a.bin 0x6000000 0', 'save a.bin 0x6000000', 'save a.bin x 1']) {
      expect(does(line)).toBe('save: FILE alone for the machine; FILE ADDRESS BYTES for an image, all of it in RAM\n');
    }
    expect(files.has('a.bin')).toBe(false);
  });

  it('reads and writes RAM, and stays inside it', () => {
    expect(say('poke 0x6000000 44 42 4743').text).toBe('4 bytes at 0x6000000\n');
    expect(say('peek 0x6000000 4').text).toBe(
      '06000000  44 42 47 43                                       |DBGC|\n06000004\n',
    );
    expect(say('flip 0x6000000:0').text).toBe('06000000  45                                                |E|\n');
    const header = 0x5000000;
    const size = () => machine.memory.load32le(header + 8);
    const before = size();
    expect(say('flip dmesg[0].header.size 3').text).toContain('05000008  ');
    expect(say('flip dmesg[0].header.size byte 1 bit 2').text).toContain('05000009  ');
    expect(size()).toBe(before ^ 0x408);
    expect(say('flip dmesg[9].header.size 3').text).toMatch(
      /^flip: there is no such place: .*; there are region, dmesg\[0\],/,
    );
    expect(say('flip dmesg[0].header.size 32').text).toContain('expected 0 to 31');
    expect(say('flip dmesg[0].header.size').text).toContain('FIELD BIT');
    expect(say('load there 0x6000000').text).toBe('3 bytes at 0x6000000\n');
    expect(say('load missing 0x6000000').text).toBe('load: missing cannot be opened (no such file)\n');
    for (const line of [
      'peek 0x8000000',
      'peek -1',
      'poke 0x8000000 00',
      'flip 0x8000000:0',
      'flip 0x1000:8',
      'load there 1e9',
    ]) {
      expect(say(line).text).toMatch(/: .*RAM|ADDRESS/);
    }
    expect(say('peek 0 0').text).toBe('peek: BYTES is 1 to 65536\n');
    expect(say('load there 0x7ffffff').text).toBe('load: 3 bytes at 0x7ffffff do not fit into the RAM\n');
  });

  it('draws who has the RAM', () => {
    expect(say('map').text).toContain('kernel image');
  });

  it('knows no other words, and an empty line goes back', () => {
    expect(say('xyzzy').text).toBe('"xyzzy" is no command of the operator; help lists them\n');
    expect(say('constructor').text).toContain('no command');
    expect(say('  ')).toEqual({ text: '', next: 'resume' });
    const help = say('help').text;
    for (const name of operatorCommands) expect(help).toContain(`  ${name}`);
    expect(say('quit').next).toBe('quit');
  });

  it('crashes the kernel', () => {
    expect(say('crash flood').text).toContain('is no kind of crash');
    expect(say('crash panic')).toEqual({ text: '', next: 'resume' });
    expect(machine.state).toContain('panicking');
    expect(say('reset')).toEqual({ text: '', next: 'resume' });
    expect(say('reset never').text).toContain('is no cause');
  });
});

describe('power off for a time', () => {
  const machine = pcMachine();
  const time = new TimeMachine(machine);
  const say = (line: string) => operatorCommand(time, line, host);

  it('lets the memory of the board forget, as warm as it is said to be', () => {
    machine.powerOn();
    expect(say('power off soon').text).toBe('power: off TIME as 500ms, 12s, 2min\n');
    expect(say('power off 12s -300').text).toBe('power: °C is -273.15 to 150\n');
    machine.memory.fill(0x6000000, 0x10000, 0x55, machine.memory.writer('test'));
    const left = () => machine.memory.read(0x6000000, 0x10000).filter((byte) => byte === 0x55).length;
    expect(say('power off 1s -50').text).toContain('ddr4-typical without refresh for 1 s at -50 °C, as ');
    expect(left()).toBeGreaterThan(0xfff0);
    expect(machine.clock.now).toBe(1e9);
    say('power off 60s');
    expect(left()).toBeLessThan(0x4000);
  });
});
