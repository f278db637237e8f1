/**
 * The signature behind a module: PKCS#7 SignedData in DER with one signer, no certificates, no content.
 *
 * The form is that of Linux v6.1 `scripts/sign-file.c` (CMS_NOCERTS | CMS_DETACHED | CMS_NOSMIMECAP | CMS_NOATTR, SHA-256, RSA of 4096 bits).
 * Serial number and signature are drawn from the names: nobody here could check them.
 */
import { latin1Bytes } from '../sim/bytes.ts';

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const NULL = 0x05;
const OBJECT_ID = 0x06;
const UTF8_STRING = 0x0c;
const CONTEXT_0 = 0xa0;

const SERIAL_BYTES = 20;
const SIGNATURE_BYTES = 512;

/** Object identifiers, DER contents. */
const oid = {
  signedData: [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02],
  data: [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01],
  sha256: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01],
  rsaEncryption: [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01],
  commonName: [0x55, 0x04, 0x03],
};

/** The signature of `object` by the key whose common name is `signer`. */
export function detachedSignature(object: Uint8Array, signer: string): Uint8Array {
  const issuer = der(
    SEQUENCE,
    der(SET, der(SEQUENCE, objectId(oid.commonName), der(UTF8_STRING, latin1Bytes(signer)))),
  );
  const serial = noise(latin1Bytes(signer), SERIAL_BYTES);
  serial[0] = (serial[0]! & 0x7f) | 0x40;
  const signerInfo = der(
    SEQUENCE,
    der(INTEGER, Uint8Array.of(1)),
    der(SEQUENCE, issuer, der(INTEGER, serial)),
    der(SEQUENCE, objectId(oid.sha256)),
    der(SEQUENCE, objectId(oid.rsaEncryption), der(NULL)),
    der(OCTET_STRING, noise(object, SIGNATURE_BYTES)),
  );
  const signedData = der(
    SEQUENCE,
    der(INTEGER, Uint8Array.of(1)),
    der(SET, der(SEQUENCE, objectId(oid.sha256))),
    der(SEQUENCE, objectId(oid.data)),
    der(SET, signerInfo),
  );
  return der(SEQUENCE, objectId(oid.signedData), der(CONTEXT_0, signedData));
}

function objectId(bytes: readonly number[]): Uint8Array {
  return der(OBJECT_ID, Uint8Array.from(bytes));
}

function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, { length }) => sum + length, 0);
  const head =
    length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff];
  const bytes = new Uint8Array(head.length + length);
  bytes.set(head);
  let at = head.length;
  for (const content of contents) {
    bytes.set(content, at);
    at += content.length;
  }
  return bytes;
}

/** Bytes that depend on all of `seed`: FNV-1a, then a linear generator. */
function noise(seed: Uint8Array, length: number): Uint8Array {
  let state = 0x811c9dc5;
  for (const byte of seed) state = Math.imul(state ^ byte, 0x01000193);
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 16) & 0xff;
  });
}
