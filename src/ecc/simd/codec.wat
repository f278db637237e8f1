;; Reed-Solomon over GF(2^8) with 128-bit vectors: the fast path of src/ecc.
;;
;; What it computes is lib/reed_solomon of Linux as ramoops uses it (polynomial 0x11d, first root alpha^0); how is its own. Parity is
;; a register of one vector (1 ... 16 roots, "narrow") or two (17 ... 32, "wide"), first parity byte in lane 0. Four data bytes at
;; a time leave the register through tables. A damaged word is judged by its residue alone: parity computed plus parity
;; received. Anything that has no unique answer within nroots / 2 corrections is left to the caller (UNDECIDED).
;;
;; Memory, whose tables are filled by tables.ts:
;;   0x0000  zeros, and scratch from 0x0100
;;   0x0400  alpha^e, e = 0 ... 767; 0x0700 logarithms, 256 bytes
;;   0x0800  32 bytes of ones, then 32 of zeros
;;   0x0900  logarithm of alpha^(-p * nroots), 256 bytes
;;   0x1000  products: for v 16 bytes v * x, then 16 bytes v * 16 x, x = 0 ... 15
;;   0x3000  positions: for 16 groups of 16 positions p and i = 1 ... 16 the low and high halves of alpha^(-i * p)
;;   0x5000  syndromes: for parity byte j the contributions of x and of 16 x, x = 0 ... 15, to all syndromes
;;   0xd000  slices: for byte k = 0 ... 3 of the register's head what it turns into when it is shifted out
;;   0x15000 powers: for position p 16 bytes alpha^(-i * p), i = 0 ... 15
;; The caller hands in addresses of data, parity, residues and records.

(module
  (memory (export "memory") 5)

  ;; The remainders of `blocks` blocks of `length` bytes that lie one after another, each plus the received parity at `parity`
  ;; (`stride` apart) as far as `mask` lets it through, written to `out` (`outStride` apart). Returns whether any of what was
  ;; written is not zero: a clean batch need not be judged.
  (func (export "divideNarrow")
    (param $data i32) (param $blocks i32) (param $length i32)
    (param $parity i32) (param $stride i32) (param $mask i32) (param $out i32) (param $outStride i32)
    (result i32)
    (local $zero v128) (local $any v128) (local $at i32) (local $end i32)
    (local $x i32) (local $a0 i32) (local $a1 i32) (local $a2 i32) (local $a3 i32)
    (local $r0 v128)
    (loop $groups
      (local.set $r0 (local.get $zero))
      (local.set $end (i32.add (local.get $data) (local.get $length)))
      ;; A length that is no multiple of four is taken as if zeros stood before it.
      (local.set $at (i32.and (local.get $length) (i32.const 3)))
      (local.set $x
        (select
          (i32.and
            (i32.load (i32.sub (i32.add (local.get $data) (local.get $at)) (i32.const 4)))
            (i32.shl (i32.const -1) (i32.shl (i32.sub (i32.const 4) (local.get $at)) (i32.const 3))))
          (i32.const 0)
          (local.get $at)))
      (local.set $at (i32.add (local.get $data) (local.get $at)))
      (loop $words
        (local.set $a0 (i32.and (i32.shl (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a1 (i32.and (i32.shr_u (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a2 (i32.and (i32.shr_u (local.get $x) (i32.const 12)) (i32.const 0xff0)))
        (local.set $a3 (i32.and (i32.shr_u (local.get $x) (i32.const 20)) (i32.const 0xff0)))
        (local.set $r0
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $r0) (local.get $zero))
            (v128.load offset=0xd000 (local.get $a0)))
            (v128.load offset=0xe000 (local.get $a1)))
            (v128.load offset=0xf000 (local.get $a2)))
            (v128.load offset=0x10000 (local.get $a3))))
        (if (i32.lt_u (local.get $at) (local.get $end))
          (then
            (local.set $x (i32.xor (i32x4.extract_lane 0 (local.get $r0)) (i32.load (local.get $at))))
            (local.set $at (i32.add (local.get $at) (i32.const 4)))
            (br $words))))
      (local.set $data (local.get $end))
      (local.set $r0
        (v128.xor (local.get $r0)
          (v128.and (v128.load (local.get $mask)) (v128.load (local.get $parity)))))
      (v128.store (local.get $out) (local.get $r0))
      (local.set $any (v128.or (local.get $any) (local.get $r0)))
      (local.set $out (i32.add (local.get $out) (local.get $outStride)))
      (local.set $parity (i32.add (local.get $parity) (local.get $stride)))
      (local.set $blocks (i32.sub (local.get $blocks) (i32.const 1)))
      (br_if $groups (i32.gt_s (local.get $blocks) (i32.const 0))))
    (v128.any_true (local.get $any)))

  ;; The same for blocks of 128 bytes, 8 at a time so that one hides another's waiting. The last 7 blocks may be read and
  ;; written beyond their end: the caller leaves room, and what stands there may make the answer 1.
  (func (export "divideBlocksNarrow")
    (param $data i32) (param $blocks i32) (param $length i32)
    (param $parity i32) (param $stride i32) (param $mask i32) (param $out i32) (param $outStride i32)
    (result i32)
    (local $zero v128) (local $any v128) (local $at i32) (local $end i32)
    (local $x i32) (local $a0 i32) (local $a1 i32) (local $a2 i32) (local $a3 i32)
    (local $r0 v128) (local $r1 v128) (local $r2 v128) (local $r3 v128) (local $r4 v128) (local $r5 v128) (local $r6 v128) (local $r7 v128)
    (loop $groups
      (local.set $r0 (local.get $zero))
      (local.set $r1 (local.get $zero))
      (local.set $r2 (local.get $zero))
      (local.set $r3 (local.get $zero))
      (local.set $r4 (local.get $zero))
      (local.set $r5 (local.get $zero))
      (local.set $r6 (local.get $zero))
      (local.set $r7 (local.get $zero))
      (local.set $at (local.get $data))
      (local.set $end (i32.add (local.get $data) (i32.const 128)))
      (loop $words
        (local.set $x
          (i32.xor (i32x4.extract_lane 0 (local.get $r0)) (i32.load offset=0x0 (local.get $at))))
        (local.set $a0 (i32.and (i32.shl (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a1 (i32.and (i32.shr_u (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a2 (i32.and (i32.shr_u (local.get $x) (i32.const 12)) (i32.const 0xff0)))
        (local.set $a3 (i32.and (i32.shr_u (local.get $x) (i32.const 20)) (i32.const 0xff0)))
        (local.set $r0
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $r0) (local.get $zero))
            (v128.load offset=0xd000 (local.get $a0)))
            (v128.load offset=0xe000 (local.get $a1)))
            (v128.load offset=0xf000 (local.get $a2)))
            (v128.load offset=0x10000 (local.get $a3))))
        (local.set $x
          (i32.xor (i32x4.extract_lane 0 (local.get $r1)) (i32.load offset=0x80 (local.get $at))))
        (local.set $a0 (i32.and (i32.shl (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a1 (i32.and (i32.shr_u (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a2 (i32.and (i32.shr_u (local.get $x) (i32.const 12)) (i32.const 0xff0)))
        (local.set $a3 (i32.and (i32.shr_u (local.get $x) (i32.const 20)) (i32.const 0xff0)))
        (local.set $r1
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $r1) (local.get $zero))
            (v128.load offset=0xd000 (local.get $a0)))
            (v128.load offset=0xe000 (local.get $a1)))
            (v128.load offset=0xf000 (local.get $a2)))
            (v128.load offset=0x10000 (local.get $a3))))
        (local.set $x
          (i32.xor (i32x4.extract_lane 0 (local.get $r2)) (i32.load offset=0x100 (local.get $at))))
        (local.set $a0 (i32.and (i32.shl (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a1 (i32.and (i32.shr_u (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a2 (i32.and (i32.shr_u (local.get $x) (i32.const 12)) (i32.const 0xff0)))
        (local.set $a3 (i32.and (i32.shr_u (local.get $x) (i32.const 20)) (i32.const 0xff0)))
        (local.set $r2
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $r2) (local.get $zero))
            (v128.load offset=0xd000 (local.get $a0)))
            (v128.load offset=0xe000 (local.get $a1)))
            (v128.load offset=0xf000 (local.get $a2)))
            (v128.load offset=0x10000 (local.get $a3))))
        (local.set $x
          (i32.xor (i32x4.extract_lane 0 (local.get $r3)) (i32.load offset=0x180 (local.get $at))))
        (local.set $a0 (i32.and (i32.shl (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a1 (i32.and (i32.shr_u (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a2 (i32.and (i32.shr_u (local.get $x) (i32.const 12)) (i32.const 0xff0)))
        (local.set $a3 (i32.and (i32.shr_u (local.get $x) (i32.const 20)) (i32.const 0xff0)))
        (local.set $r3
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $r3) (local.get $zero))
            (v128.load offset=0xd000 (local.get $a0)))
            (v128.load offset=0xe000 (local.get $a1)))
            (v128.load offset=0xf000 (local.get $a2)))
            (v128.load offset=0x10000 (local.get $a3))))
        (local.set $x
          (i32.xor (i32x4.extract_lane 0 (local.get $r4)) (i32.load offset=0x200 (local.get $at))))
        (local.set $a0 (i32.and (i32.shl (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a1 (i32.and (i32.shr_u (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a2 (i32.and (i32.shr_u (local.get $x) (i32.const 12)) (i32.const 0xff0)))
        (local.set $a3 (i32.and (i32.shr_u (local.get $x) (i32.const 20)) (i32.const 0xff0)))
        (local.set $r4
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $r4) (local.get $zero))
            (v128.load offset=0xd000 (local.get $a0)))
            (v128.load offset=0xe000 (local.get $a1)))
            (v128.load offset=0xf000 (local.get $a2)))
            (v128.load offset=0x10000 (local.get $a3))))
        (local.set $x
          (i32.xor (i32x4.extract_lane 0 (local.get $r5)) (i32.load offset=0x280 (local.get $at))))
        (local.set $a0 (i32.and (i32.shl (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a1 (i32.and (i32.shr_u (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a2 (i32.and (i32.shr_u (local.get $x) (i32.const 12)) (i32.const 0xff0)))
        (local.set $a3 (i32.and (i32.shr_u (local.get $x) (i32.const 20)) (i32.const 0xff0)))
        (local.set $r5
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $r5) (local.get $zero))
            (v128.load offset=0xd000 (local.get $a0)))
            (v128.load offset=0xe000 (local.get $a1)))
            (v128.load offset=0xf000 (local.get $a2)))
            (v128.load offset=0x10000 (local.get $a3))))
        (local.set $x
          (i32.xor (i32x4.extract_lane 0 (local.get $r6)) (i32.load offset=0x300 (local.get $at))))
        (local.set $a0 (i32.and (i32.shl (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a1 (i32.and (i32.shr_u (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a2 (i32.and (i32.shr_u (local.get $x) (i32.const 12)) (i32.const 0xff0)))
        (local.set $a3 (i32.and (i32.shr_u (local.get $x) (i32.const 20)) (i32.const 0xff0)))
        (local.set $r6
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $r6) (local.get $zero))
            (v128.load offset=0xd000 (local.get $a0)))
            (v128.load offset=0xe000 (local.get $a1)))
            (v128.load offset=0xf000 (local.get $a2)))
            (v128.load offset=0x10000 (local.get $a3))))
        (local.set $x
          (i32.xor (i32x4.extract_lane 0 (local.get $r7)) (i32.load offset=0x380 (local.get $at))))
        (local.set $a0 (i32.and (i32.shl (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a1 (i32.and (i32.shr_u (local.get $x) (i32.const 4)) (i32.const 0xff0)))
        (local.set $a2 (i32.and (i32.shr_u (local.get $x) (i32.const 12)) (i32.const 0xff0)))
        (local.set $a3 (i32.and (i32.shr_u (local.get $x) (i32.const 20)) (i32.const 0xff0)))
        (local.set $r7
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $r7) (local.get $zero))
            (v128.load offset=0xd000 (local.get $a0)))
            (v128.load offset=0xe000 (local.get $a1)))
            (v128.load offset=0xf000 (local.get $a2)))
            (v128.load offset=0x10000 (local.get $a3))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br_if $words (i32.lt_u (local.get $at) (local.get $end))))
      (local.set $data (i32.add (local.get $data) (i32.const 1024)))
      (local.set $r0
        (v128.xor (local.get $r0)
          (v128.and (v128.load (local.get $mask)) (v128.load (local.get $parity)))))
      (v128.store (local.get $out) (local.get $r0))
      (local.set $any (v128.or (local.get $any) (local.get $r0)))
      (local.set $out (i32.add (local.get $out) (local.get $outStride)))
      (local.set $parity (i32.add (local.get $parity) (local.get $stride)))
      (local.set $r1
        (v128.xor (local.get $r1)
          (v128.and (v128.load (local.get $mask)) (v128.load (local.get $parity)))))
      (v128.store (local.get $out) (local.get $r1))
      (local.set $any (v128.or (local.get $any) (local.get $r1)))
      (local.set $out (i32.add (local.get $out) (local.get $outStride)))
      (local.set $parity (i32.add (local.get $parity) (local.get $stride)))
      (local.set $r2
        (v128.xor (local.get $r2)
          (v128.and (v128.load (local.get $mask)) (v128.load (local.get $parity)))))
      (v128.store (local.get $out) (local.get $r2))
      (local.set $any (v128.or (local.get $any) (local.get $r2)))
      (local.set $out (i32.add (local.get $out) (local.get $outStride)))
      (local.set $parity (i32.add (local.get $parity) (local.get $stride)))
      (local.set $r3
        (v128.xor (local.get $r3)
          (v128.and (v128.load (local.get $mask)) (v128.load (local.get $parity)))))
      (v128.store (local.get $out) (local.get $r3))
      (local.set $any (v128.or (local.get $any) (local.get $r3)))
      (local.set $out (i32.add (local.get $out) (local.get $outStride)))
      (local.set $parity (i32.add (local.get $parity) (local.get $stride)))
      (local.set $r4
        (v128.xor (local.get $r4)
          (v128.and (v128.load (local.get $mask)) (v128.load (local.get $parity)))))
      (v128.store (local.get $out) (local.get $r4))
      (local.set $any (v128.or (local.get $any) (local.get $r4)))
      (local.set $out (i32.add (local.get $out) (local.get $outStride)))
      (local.set $parity (i32.add (local.get $parity) (local.get $stride)))
      (local.set $r5
        (v128.xor (local.get $r5)
          (v128.and (v128.load (local.get $mask)) (v128.load (local.get $parity)))))
      (v128.store (local.get $out) (local.get $r5))
      (local.set $any (v128.or (local.get $any) (local.get $r5)))
      (local.set $out (i32.add (local.get $out) (local.get $outStride)))
      (local.set $parity (i32.add (local.get $parity) (local.get $stride)))
      (local.set $r6
        (v128.xor (local.get $r6)
          (v128.and (v128.load (local.get $mask)) (v128.load (local.get $parity)))))
      (v128.store (local.get $out) (local.get $r6))
      (local.set $any (v128.or (local.get $any) (local.get $r6)))
      (local.set $out (i32.add (local.get $out) (local.get $outStride)))
      (local.set $parity (i32.add (local.get $parity) (local.get $stride)))
      (local.set $r7
        (v128.xor (local.get $r7)
          (v128.and (v128.load (local.get $mask)) (v128.load (local.get $parity)))))
      (v128.store (local.get $out) (local.get $r7))
      (local.set $any (v128.or (local.get $any) (local.get $r7)))
      (local.set $out (i32.add (local.get $out) (local.get $outStride)))
      (local.set $parity (i32.add (local.get $parity) (local.get $stride)))
      (local.set $blocks (i32.sub (local.get $blocks) (i32.const 8)))
      (br_if $groups (i32.gt_s (local.get $blocks) (i32.const 0))))
    (v128.any_true (local.get $any)))

  ;; Two vectors of parity.
  (func (export "divideWide")
    (param $data i32) (param $blocks i32) (param $length i32)
    (param $parity i32) (param $stride i32) (param $mask i32) (param $out i32) (param $outStride i32)
    (result i32)
    (local $zero v128) (local $any v128) (local $at i32) (local $end i32)
    (local $x i32) (local $a0 i32) (local $a1 i32) (local $a2 i32) (local $a3 i32)
    (local $r0 v128)
    (local $s0 v128)
    (loop $groups
      (local.set $r0 (local.get $zero))
      (local.set $s0 (local.get $zero))
      (local.set $end (i32.add (local.get $data) (local.get $length)))
      ;; A length that is no multiple of four is taken as if zeros stood before it.
      (local.set $at (i32.and (local.get $length) (i32.const 3)))
      (local.set $x
        (select
          (i32.and
            (i32.load (i32.sub (i32.add (local.get $data) (local.get $at)) (i32.const 4)))
            (i32.shl (i32.const -1) (i32.shl (i32.sub (i32.const 4) (local.get $at)) (i32.const 3))))
          (i32.const 0)
          (local.get $at)))
      (local.set $at (i32.add (local.get $data) (local.get $at)))
      (loop $words
        (local.set $a0 (i32.and (i32.shl (local.get $x) (i32.const 5)) (i32.const 0x1fe0)))
        (local.set $a1 (i32.and (i32.shr_u (local.get $x) (i32.const 3)) (i32.const 0x1fe0)))
        (local.set $a2 (i32.and (i32.shr_u (local.get $x) (i32.const 11)) (i32.const 0x1fe0)))
        (local.set $a3 (i32.and (i32.shr_u (local.get $x) (i32.const 19)) (i32.const 0x1fe0)))
        (local.set $r0
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $r0) (local.get $s0))
            (v128.load offset=0xd000 (local.get $a0)))
            (v128.load offset=0xf000 (local.get $a1)))
            (v128.load offset=0x11000 (local.get $a2)))
            (v128.load offset=0x13000 (local.get $a3))))
        (local.set $s0
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $s0) (local.get $zero))
            (v128.load offset=0xd010 (local.get $a0)))
            (v128.load offset=0xf010 (local.get $a1)))
            (v128.load offset=0x11010 (local.get $a2)))
            (v128.load offset=0x13010 (local.get $a3))))
        (if (i32.lt_u (local.get $at) (local.get $end))
          (then
            (local.set $x (i32.xor (i32x4.extract_lane 0 (local.get $r0)) (i32.load (local.get $at))))
            (local.set $at (i32.add (local.get $at) (i32.const 4)))
            (br $words))))
      (local.set $data (local.get $end))
      (local.set $r0
        (v128.xor (local.get $r0)
          (v128.and (v128.load (local.get $mask)) (v128.load (local.get $parity)))))
      (v128.store (local.get $out) (local.get $r0))
      (local.set $any (v128.or (local.get $any) (local.get $r0)))
      (local.set $s0
        (v128.xor (local.get $s0)
          (v128.and (v128.load offset=16 (local.get $mask)) (v128.load offset=16 (local.get $parity)))))
      (v128.store offset=16 (local.get $out) (local.get $s0))
      (local.set $any (v128.or (local.get $any) (local.get $s0)))
      (local.set $out (i32.add (local.get $out) (local.get $outStride)))
      (local.set $parity (i32.add (local.get $parity) (local.get $stride)))
      (local.set $blocks (i32.sub (local.get $blocks) (i32.const 1)))
      (br_if $groups (i32.gt_s (local.get $blocks) (i32.const 0))))
    (v128.any_true (local.get $any)))

  ;; The same for blocks of 128 bytes, 4 at a time so that one hides another's waiting. The last 3 blocks may be read and
  ;; written beyond their end: the caller leaves room, and what stands there may make the answer 1.
  (func (export "divideBlocksWide")
    (param $data i32) (param $blocks i32) (param $length i32)
    (param $parity i32) (param $stride i32) (param $mask i32) (param $out i32) (param $outStride i32)
    (result i32)
    (local $zero v128) (local $any v128) (local $at i32) (local $end i32)
    (local $x i32) (local $a0 i32) (local $a1 i32) (local $a2 i32) (local $a3 i32)
    (local $r0 v128) (local $r1 v128) (local $r2 v128) (local $r3 v128)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (loop $groups
      (local.set $r0 (local.get $zero))
      (local.set $s0 (local.get $zero))
      (local.set $r1 (local.get $zero))
      (local.set $s1 (local.get $zero))
      (local.set $r2 (local.get $zero))
      (local.set $s2 (local.get $zero))
      (local.set $r3 (local.get $zero))
      (local.set $s3 (local.get $zero))
      (local.set $at (local.get $data))
      (local.set $end (i32.add (local.get $data) (i32.const 128)))
      (loop $words
        (local.set $x
          (i32.xor (i32x4.extract_lane 0 (local.get $r0)) (i32.load offset=0x0 (local.get $at))))
        (local.set $a0 (i32.and (i32.shl (local.get $x) (i32.const 5)) (i32.const 0x1fe0)))
        (local.set $a1 (i32.and (i32.shr_u (local.get $x) (i32.const 3)) (i32.const 0x1fe0)))
        (local.set $a2 (i32.and (i32.shr_u (local.get $x) (i32.const 11)) (i32.const 0x1fe0)))
        (local.set $a3 (i32.and (i32.shr_u (local.get $x) (i32.const 19)) (i32.const 0x1fe0)))
        (local.set $r0
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $r0) (local.get $s0))
            (v128.load offset=0xd000 (local.get $a0)))
            (v128.load offset=0xf000 (local.get $a1)))
            (v128.load offset=0x11000 (local.get $a2)))
            (v128.load offset=0x13000 (local.get $a3))))
        (local.set $s0
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $s0) (local.get $zero))
            (v128.load offset=0xd010 (local.get $a0)))
            (v128.load offset=0xf010 (local.get $a1)))
            (v128.load offset=0x11010 (local.get $a2)))
            (v128.load offset=0x13010 (local.get $a3))))
        (local.set $x
          (i32.xor (i32x4.extract_lane 0 (local.get $r1)) (i32.load offset=0x80 (local.get $at))))
        (local.set $a0 (i32.and (i32.shl (local.get $x) (i32.const 5)) (i32.const 0x1fe0)))
        (local.set $a1 (i32.and (i32.shr_u (local.get $x) (i32.const 3)) (i32.const 0x1fe0)))
        (local.set $a2 (i32.and (i32.shr_u (local.get $x) (i32.const 11)) (i32.const 0x1fe0)))
        (local.set $a3 (i32.and (i32.shr_u (local.get $x) (i32.const 19)) (i32.const 0x1fe0)))
        (local.set $r1
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $r1) (local.get $s1))
            (v128.load offset=0xd000 (local.get $a0)))
            (v128.load offset=0xf000 (local.get $a1)))
            (v128.load offset=0x11000 (local.get $a2)))
            (v128.load offset=0x13000 (local.get $a3))))
        (local.set $s1
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $s1) (local.get $zero))
            (v128.load offset=0xd010 (local.get $a0)))
            (v128.load offset=0xf010 (local.get $a1)))
            (v128.load offset=0x11010 (local.get $a2)))
            (v128.load offset=0x13010 (local.get $a3))))
        (local.set $x
          (i32.xor (i32x4.extract_lane 0 (local.get $r2)) (i32.load offset=0x100 (local.get $at))))
        (local.set $a0 (i32.and (i32.shl (local.get $x) (i32.const 5)) (i32.const 0x1fe0)))
        (local.set $a1 (i32.and (i32.shr_u (local.get $x) (i32.const 3)) (i32.const 0x1fe0)))
        (local.set $a2 (i32.and (i32.shr_u (local.get $x) (i32.const 11)) (i32.const 0x1fe0)))
        (local.set $a3 (i32.and (i32.shr_u (local.get $x) (i32.const 19)) (i32.const 0x1fe0)))
        (local.set $r2
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $r2) (local.get $s2))
            (v128.load offset=0xd000 (local.get $a0)))
            (v128.load offset=0xf000 (local.get $a1)))
            (v128.load offset=0x11000 (local.get $a2)))
            (v128.load offset=0x13000 (local.get $a3))))
        (local.set $s2
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $s2) (local.get $zero))
            (v128.load offset=0xd010 (local.get $a0)))
            (v128.load offset=0xf010 (local.get $a1)))
            (v128.load offset=0x11010 (local.get $a2)))
            (v128.load offset=0x13010 (local.get $a3))))
        (local.set $x
          (i32.xor (i32x4.extract_lane 0 (local.get $r3)) (i32.load offset=0x180 (local.get $at))))
        (local.set $a0 (i32.and (i32.shl (local.get $x) (i32.const 5)) (i32.const 0x1fe0)))
        (local.set $a1 (i32.and (i32.shr_u (local.get $x) (i32.const 3)) (i32.const 0x1fe0)))
        (local.set $a2 (i32.and (i32.shr_u (local.get $x) (i32.const 11)) (i32.const 0x1fe0)))
        (local.set $a3 (i32.and (i32.shr_u (local.get $x) (i32.const 19)) (i32.const 0x1fe0)))
        (local.set $r3
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $r3) (local.get $s3))
            (v128.load offset=0xd000 (local.get $a0)))
            (v128.load offset=0xf000 (local.get $a1)))
            (v128.load offset=0x11000 (local.get $a2)))
            (v128.load offset=0x13000 (local.get $a3))))
        (local.set $s3
          (v128.xor (v128.xor (v128.xor (v128.xor
            (i8x16.shuffle 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (local.get $s3) (local.get $zero))
            (v128.load offset=0xd010 (local.get $a0)))
            (v128.load offset=0xf010 (local.get $a1)))
            (v128.load offset=0x11010 (local.get $a2)))
            (v128.load offset=0x13010 (local.get $a3))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br_if $words (i32.lt_u (local.get $at) (local.get $end))))
      (local.set $data (i32.add (local.get $data) (i32.const 512)))
      (local.set $r0
        (v128.xor (local.get $r0)
          (v128.and (v128.load (local.get $mask)) (v128.load (local.get $parity)))))
      (v128.store (local.get $out) (local.get $r0))
      (local.set $any (v128.or (local.get $any) (local.get $r0)))
      (local.set $s0
        (v128.xor (local.get $s0)
          (v128.and (v128.load offset=16 (local.get $mask)) (v128.load offset=16 (local.get $parity)))))
      (v128.store offset=16 (local.get $out) (local.get $s0))
      (local.set $any (v128.or (local.get $any) (local.get $s0)))
      (local.set $out (i32.add (local.get $out) (local.get $outStride)))
      (local.set $parity (i32.add (local.get $parity) (local.get $stride)))
      (local.set $r1
        (v128.xor (local.get $r1)
          (v128.and (v128.load (local.get $mask)) (v128.load (local.get $parity)))))
      (v128.store (local.get $out) (local.get $r1))
      (local.set $any (v128.or (local.get $any) (local.get $r1)))
      (local.set $s1
        (v128.xor (local.get $s1)
          (v128.and (v128.load offset=16 (local.get $mask)) (v128.load offset=16 (local.get $parity)))))
      (v128.store offset=16 (local.get $out) (local.get $s1))
      (local.set $any (v128.or (local.get $any) (local.get $s1)))
      (local.set $out (i32.add (local.get $out) (local.get $outStride)))
      (local.set $parity (i32.add (local.get $parity) (local.get $stride)))
      (local.set $r2
        (v128.xor (local.get $r2)
          (v128.and (v128.load (local.get $mask)) (v128.load (local.get $parity)))))
      (v128.store (local.get $out) (local.get $r2))
      (local.set $any (v128.or (local.get $any) (local.get $r2)))
      (local.set $s2
        (v128.xor (local.get $s2)
          (v128.and (v128.load offset=16 (local.get $mask)) (v128.load offset=16 (local.get $parity)))))
      (v128.store offset=16 (local.get $out) (local.get $s2))
      (local.set $any (v128.or (local.get $any) (local.get $s2)))
      (local.set $out (i32.add (local.get $out) (local.get $outStride)))
      (local.set $parity (i32.add (local.get $parity) (local.get $stride)))
      (local.set $r3
        (v128.xor (local.get $r3)
          (v128.and (v128.load (local.get $mask)) (v128.load (local.get $parity)))))
      (v128.store (local.get $out) (local.get $r3))
      (local.set $any (v128.or (local.get $any) (local.get $r3)))
      (local.set $s3
        (v128.xor (local.get $s3)
          (v128.and (v128.load offset=16 (local.get $mask)) (v128.load offset=16 (local.get $parity)))))
      (v128.store offset=16 (local.get $out) (local.get $s3))
      (local.set $any (v128.or (local.get $any) (local.get $s3)))
      (local.set $out (i32.add (local.get $out) (local.get $outStride)))
      (local.set $parity (i32.add (local.get $parity) (local.get $stride)))
      (local.set $blocks (i32.sub (local.get $blocks) (i32.const 4)))
      (br_if $groups (i32.gt_s (local.get $blocks) (i32.const 0))))
    (v128.any_true (local.get $any)))

  ;; From the residue at `residue` to syndromes, locator and evaluator, by Berlekamp and Massey's algorithm without inversion in
  ;; the form of Sarwate and Shanbhag (2001): one register d holds the discrepancies still to come, from lane 0, and above them the
  ;; locator, 8 lanes higher than the syndromes end; every step is two scalings and a shift by one lane. The register is left in
  ;; scratch at 0x0100. Returns r << 8 | L: steps made before all remaining discrepancies were zero, and the register's length; the
  ;; locator begins at lane nroots + 8 - r, the evaluator's upper half at lane nroots - r.
  ;; Once L is above nroots / 2 the lanes run into each other,
  ;; but L never shrinks, so that stays visible.
  (func $locatorNarrow (param $residue i32) (param $nroots i32) (result i32)
    (local $zero v128) (local $nibble v128) (local $j i32) (local $at i32) (local $v i32)
    (local $r i32) (local $k i32) (local $ones i32)
    (local $glo v128) (local $ghi v128) (local $dlo v128) (local $dhi v128)
    (local $d0 v128) (local $b0 v128) (local $s0 v128) (local $d1 v128) (local $b1 v128) (local $s1 v128)
    (local.set $at (i32.const 0x5000))
    (loop $bytes
      (local.set $v (i32.load8_u (i32.add (local.get $residue) (local.get $j))))
      (local.set $k (i32.add (local.get $at) (i32.shl (i32.and (local.get $v) (i32.const 15)) (i32.const 4))))
      (local.set $r (i32.add (local.get $at) (i32.shl (i32.shr_u (local.get $v) (i32.const 4)) (i32.const 4))))
      (local.set $d0
        (v128.xor
          (local.get $d0)
          (v128.xor (v128.load offset=0 (local.get $k)) (v128.load offset=256 (local.get $r)))))
      (local.set $at (i32.add (local.get $at) (i32.const 512)))
      (local.set $j (i32.add (local.get $j) (i32.const 1)))
      (br_if $bytes (i32.lt_s (local.get $j) (local.get $nroots))))
    ;; The first syndrome, for words with one error.
    (i32.store8 (i32.const 0x180) (i8x16.extract_lane_u 0 (local.get $d0)))
    ;; The constant term of the locator, 1, into lane nroots + 8.
    (v128.store (i32.const 0x100) (local.get $d0))
    (v128.store (i32.const 0x110) (local.get $d1))
    (i32.store8 offset=0x108 (local.get $nroots) (i32.const 1))
    (local.set $d0 (v128.load (i32.const 0x100)))
    (local.set $b0 (local.get $d0))
    (local.set $d1 (v128.load (i32.const 0x110)))
    (local.set $b1 (local.get $d1))
    (local.set $r (i32.const 0))
    (local.set $k (i32.const 0))
    (local.set $nibble (i8x16.splat (i32.const 15)))
    (local.set $glo (v128.load (i32.const 0x1020)))
    (local.set $ghi (v128.load (i32.const 0x1030)))
    (local.set $ones (i32.sub (i32.const 0x820) (local.get $nroots)))
    (block $done
    (loop $steps
      (local.set $v (i8x16.extract_lane_u 0 (local.get $d0)))
      (local.set $s0 (i8x16.shuffle 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 (local.get $d0) (local.get $d1)))
      (local.set $s1 (i8x16.shuffle 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 (local.get $d1) (local.get $zero)))
      (if (local.get $v)
        (then
          (local.set $v (i32.shl (local.get $v) (i32.const 5)))
          (local.set $dlo (v128.load offset=0x1000 (local.get $v)))
          (local.set $dhi (v128.load offset=0x1010 (local.get $v)))
          (local.set $d0
            (v128.xor
              (v128.xor
                (i8x16.swizzle (local.get $glo) (v128.and (local.get $s0) (local.get $nibble)))
                (i8x16.swizzle (local.get $ghi) (v128.and (i16x8.shr_u (local.get $s0) (i32.const 4)) (local.get $nibble))))
              (v128.xor
                (i8x16.swizzle (local.get $dlo) (v128.and (local.get $b0) (local.get $nibble)))
                (i8x16.swizzle (local.get $dhi) (v128.and (i16x8.shr_u (local.get $b0) (i32.const 4)) (local.get $nibble))))))
          (local.set $d1
            (v128.xor
              (v128.xor
                (i8x16.swizzle (local.get $glo) (v128.and (local.get $s1) (local.get $nibble)))
                (i8x16.swizzle (local.get $ghi) (v128.and (i16x8.shr_u (local.get $s1) (i32.const 4)) (local.get $nibble))))
              (v128.xor
                (i8x16.swizzle (local.get $dlo) (v128.and (local.get $b1) (local.get $nibble)))
                (i8x16.swizzle (local.get $dhi) (v128.and (i16x8.shr_u (local.get $b1) (i32.const 4)) (local.get $nibble))))))
          (if (i32.ge_s (local.get $k) (i32.const 0))
            (then
              (local.set $b0 (local.get $s0))
              (local.set $b1 (local.get $s1))
              (local.set $glo (local.get $dlo))
              (local.set $ghi (local.get $dhi))
              (local.set $k (i32.sub (i32.const -1) (local.get $k))))
            (else (local.set $k (i32.add (local.get $k) (i32.const 1))))))
        (else
          ;; $ones has a byte of ones for each discrepancy that is left.
          (br_if $done (i32.eqz (v128.any_true (v128.and (local.get $d0) (v128.load (local.get $ones))))))
          (local.set $d0 (local.get $s0))
          (local.set $d1 (local.get $s1))
          (local.set $k (i32.add (local.get $k) (i32.const 1)))))
      (local.set $r (i32.add (local.get $r) (i32.const 1)))
      (local.set $ones (i32.add (local.get $ones) (i32.const 1)))
      (br_if $steps (i32.lt_s (local.get $r) (local.get $nroots)))))
    (v128.store (i32.const 0x100) (local.get $d0))
    (v128.store (i32.const 0x110) (local.get $d1))
    (i32.or
      (i32.shl (local.get $r) (i32.const 8))
      (i32.shr_u (i32.sub (local.get $r) (local.get $k)) (i32.const 1))))

  ;; From the residue at `residue` to syndromes, locator and evaluator, by Berlekamp and Massey's algorithm without inversion in
  ;; the form of Sarwate and Shanbhag (2001): one register d holds the discrepancies still to come, from lane 0, and above them the
  ;; locator, 16 lanes higher than the syndromes end; every step is two scalings and a shift by one lane. The register is left in
  ;; scratch at 0x0100. Returns r << 8 | L: steps made before all remaining discrepancies were zero, and the register's length; the
  ;; locator begins at lane nroots + 16 - r, the evaluator's upper half at lane nroots - r.
  ;; Once L is above nroots / 2 the lanes run into each other,
  ;; but L never shrinks, so that stays visible.
  (func $locatorWide (param $residue i32) (param $nroots i32) (result i32)
    (local $zero v128) (local $nibble v128) (local $j i32) (local $at i32) (local $v i32)
    (local $r i32) (local $k i32) (local $ones i32)
    (local $glo v128) (local $ghi v128) (local $dlo v128) (local $dhi v128)
    (local $d0 v128) (local $b0 v128) (local $s0 v128) (local $d1 v128) (local $b1 v128) (local $s1 v128) (local $d2 v128) (local $b2 v128) (local $s2 v128) (local $d3 v128) (local $b3 v128) (local $s3 v128)
    (local.set $at (i32.const 0x5000))
    (loop $bytes
      (local.set $v (i32.load8_u (i32.add (local.get $residue) (local.get $j))))
      (local.set $k (i32.add (local.get $at) (i32.shl (i32.and (local.get $v) (i32.const 15)) (i32.const 5))))
      (local.set $r (i32.add (local.get $at) (i32.shl (i32.shr_u (local.get $v) (i32.const 4)) (i32.const 5))))
      (local.set $d0
        (v128.xor
          (local.get $d0)
          (v128.xor (v128.load offset=0 (local.get $k)) (v128.load offset=512 (local.get $r)))))
      (local.set $d1
        (v128.xor
          (local.get $d1)
          (v128.xor (v128.load offset=16 (local.get $k)) (v128.load offset=528 (local.get $r)))))
      (local.set $at (i32.add (local.get $at) (i32.const 1024)))
      (local.set $j (i32.add (local.get $j) (i32.const 1)))
      (br_if $bytes (i32.lt_s (local.get $j) (local.get $nroots))))
    ;; The first syndrome, for words with one error.
    (i32.store8 (i32.const 0x180) (i8x16.extract_lane_u 0 (local.get $d0)))
    ;; The constant term of the locator, 1, into lane nroots + 16.
    (v128.store (i32.const 0x100) (local.get $d0))
    (v128.store (i32.const 0x110) (local.get $d1))
    (v128.store (i32.const 0x120) (local.get $d2))
    (v128.store (i32.const 0x130) (local.get $d3))
    (i32.store8 offset=0x110 (local.get $nroots) (i32.const 1))
    (local.set $d0 (v128.load (i32.const 0x100)))
    (local.set $b0 (local.get $d0))
    (local.set $d1 (v128.load (i32.const 0x110)))
    (local.set $b1 (local.get $d1))
    (local.set $d2 (v128.load (i32.const 0x120)))
    (local.set $b2 (local.get $d2))
    (local.set $d3 (v128.load (i32.const 0x130)))
    (local.set $b3 (local.get $d3))
    (local.set $r (i32.const 0))
    (local.set $k (i32.const 0))
    (local.set $nibble (i8x16.splat (i32.const 15)))
    (local.set $glo (v128.load (i32.const 0x1020)))
    (local.set $ghi (v128.load (i32.const 0x1030)))
    (local.set $ones (i32.sub (i32.const 0x820) (local.get $nroots)))
    (block $done
    (loop $steps
      (local.set $v (i8x16.extract_lane_u 0 (local.get $d0)))
      (local.set $s0 (i8x16.shuffle 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 (local.get $d0) (local.get $d1)))
      (local.set $s1 (i8x16.shuffle 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 (local.get $d1) (local.get $d2)))
      (local.set $s2 (i8x16.shuffle 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 (local.get $d2) (local.get $d3)))
      (local.set $s3 (i8x16.shuffle 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 (local.get $d3) (local.get $zero)))
      (if (local.get $v)
        (then
          (local.set $v (i32.shl (local.get $v) (i32.const 5)))
          (local.set $dlo (v128.load offset=0x1000 (local.get $v)))
          (local.set $dhi (v128.load offset=0x1010 (local.get $v)))
          (local.set $d0
            (v128.xor
              (v128.xor
                (i8x16.swizzle (local.get $glo) (v128.and (local.get $s0) (local.get $nibble)))
                (i8x16.swizzle (local.get $ghi) (v128.and (i16x8.shr_u (local.get $s0) (i32.const 4)) (local.get $nibble))))
              (v128.xor
                (i8x16.swizzle (local.get $dlo) (v128.and (local.get $b0) (local.get $nibble)))
                (i8x16.swizzle (local.get $dhi) (v128.and (i16x8.shr_u (local.get $b0) (i32.const 4)) (local.get $nibble))))))
          (local.set $d1
            (v128.xor
              (v128.xor
                (i8x16.swizzle (local.get $glo) (v128.and (local.get $s1) (local.get $nibble)))
                (i8x16.swizzle (local.get $ghi) (v128.and (i16x8.shr_u (local.get $s1) (i32.const 4)) (local.get $nibble))))
              (v128.xor
                (i8x16.swizzle (local.get $dlo) (v128.and (local.get $b1) (local.get $nibble)))
                (i8x16.swizzle (local.get $dhi) (v128.and (i16x8.shr_u (local.get $b1) (i32.const 4)) (local.get $nibble))))))
          (local.set $d2
            (v128.xor
              (v128.xor
                (i8x16.swizzle (local.get $glo) (v128.and (local.get $s2) (local.get $nibble)))
                (i8x16.swizzle (local.get $ghi) (v128.and (i16x8.shr_u (local.get $s2) (i32.const 4)) (local.get $nibble))))
              (v128.xor
                (i8x16.swizzle (local.get $dlo) (v128.and (local.get $b2) (local.get $nibble)))
                (i8x16.swizzle (local.get $dhi) (v128.and (i16x8.shr_u (local.get $b2) (i32.const 4)) (local.get $nibble))))))
          (local.set $d3
            (v128.xor
              (v128.xor
                (i8x16.swizzle (local.get $glo) (v128.and (local.get $s3) (local.get $nibble)))
                (i8x16.swizzle (local.get $ghi) (v128.and (i16x8.shr_u (local.get $s3) (i32.const 4)) (local.get $nibble))))
              (v128.xor
                (i8x16.swizzle (local.get $dlo) (v128.and (local.get $b3) (local.get $nibble)))
                (i8x16.swizzle (local.get $dhi) (v128.and (i16x8.shr_u (local.get $b3) (i32.const 4)) (local.get $nibble))))))
          (if (i32.ge_s (local.get $k) (i32.const 0))
            (then
              (local.set $b0 (local.get $s0))
              (local.set $b1 (local.get $s1))
              (local.set $b2 (local.get $s2))
              (local.set $b3 (local.get $s3))
              (local.set $glo (local.get $dlo))
              (local.set $ghi (local.get $dhi))
              (local.set $k (i32.sub (i32.const -1) (local.get $k))))
            (else (local.set $k (i32.add (local.get $k) (i32.const 1))))))
        (else
          ;; $ones has a byte of ones for each discrepancy that is left.
          (br_if $done (i32.eqz (v128.any_true (v128.or (v128.and (local.get $d0) (v128.load (local.get $ones))) (v128.and (local.get $d1) (v128.load offset=16 (local.get $ones)))))))
          (local.set $d0 (local.get $s0))
          (local.set $d1 (local.get $s1))
          (local.set $d2 (local.get $s2))
          (local.set $d3 (local.get $s3))
          (local.set $k (i32.add (local.get $k) (i32.const 1)))))
      (local.set $r (i32.add (local.get $r) (i32.const 1)))
      (local.set $ones (i32.add (local.get $ones) (i32.const 1)))
      (br_if $steps (i32.lt_s (local.get $r) (local.get $nroots)))))
    (v128.store (i32.const 0x100) (local.get $d0))
    (v128.store (i32.const 0x110) (local.get $d1))
    (v128.store (i32.const 0x120) (local.get $d2))
    (v128.store (i32.const 0x130) (local.get $d3))
    (i32.or
      (i32.shl (local.get $r) (i32.const 8))
      (i32.shr_u (i32.sub (local.get $r) (local.get $k)) (i32.const 1))))

  ;; The evaluator at the inverses of the places that stand in `record`: to scratch at 0x01e0, a byte each. Eight places at a time, a lane
  ;; for each: their powers are read place by place and turned on their side, so that a vector holds one power of all eight, and
  ;; the next power in its upper half.
  (func $evaluate (param $evaluator i32) (param $length i32) (param $record i32)
    (local $nibble v128) (local $place i32) (local $term i32) (local $v i32) (local $hi v128)
    (local $p0 v128) (local $p1 v128) (local $p2 v128) (local $p3 v128) (local $p4 v128) (local $p5 v128) (local $p6 v128) (local $p7 v128) (local $sum v128) (local $upper v128)
    (local.set $nibble (i8x16.splat (i32.const 15)))
    (loop $places
      (local.set $sum (v128.const i64x2 0 0))
      (local.set $upper (v128.const i64x2 0 0))
      (local.set $term (i32.const 0))
      (loop $terms
        (local.set $p0 (v128.load64_zero offset=0x15000
          (i32.add (i32.shl (i32.load8_u offset=16 (i32.add (local.get $record) (local.get $place))) (i32.const 4)) (local.get $term))))
        (local.set $p1 (v128.load64_zero offset=0x15000
          (i32.add (i32.shl (i32.load8_u offset=17 (i32.add (local.get $record) (local.get $place))) (i32.const 4)) (local.get $term))))
        (local.set $p2 (v128.load64_zero offset=0x15000
          (i32.add (i32.shl (i32.load8_u offset=18 (i32.add (local.get $record) (local.get $place))) (i32.const 4)) (local.get $term))))
        (local.set $p3 (v128.load64_zero offset=0x15000
          (i32.add (i32.shl (i32.load8_u offset=19 (i32.add (local.get $record) (local.get $place))) (i32.const 4)) (local.get $term))))
        (local.set $p4 (v128.load64_zero offset=0x15000
          (i32.add (i32.shl (i32.load8_u offset=20 (i32.add (local.get $record) (local.get $place))) (i32.const 4)) (local.get $term))))
        (local.set $p5 (v128.load64_zero offset=0x15000
          (i32.add (i32.shl (i32.load8_u offset=21 (i32.add (local.get $record) (local.get $place))) (i32.const 4)) (local.get $term))))
        (local.set $p6 (v128.load64_zero offset=0x15000
          (i32.add (i32.shl (i32.load8_u offset=22 (i32.add (local.get $record) (local.get $place))) (i32.const 4)) (local.get $term))))
        (local.set $p7 (v128.load64_zero offset=0x15000
          (i32.add (i32.shl (i32.load8_u offset=23 (i32.add (local.get $record) (local.get $place))) (i32.const 4)) (local.get $term))))
        (local.set $p0 (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $p0) (local.get $p1)))
        (local.set $p2 (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $p2) (local.get $p3)))
        (local.set $p4 (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $p4) (local.get $p5)))
        (local.set $p6 (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $p6) (local.get $p7)))
        (local.set $p1 (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $p0) (local.get $p2)))
        (local.set $p0 (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $p0) (local.get $p2)))
        (local.set $p5 (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $p4) (local.get $p6)))
        (local.set $p4 (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $p4) (local.get $p6)))
        (local.set $p2 (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $p0) (local.get $p4)))
        (local.set $p0 (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $p0) (local.get $p4)))
        (local.set $p3 (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $p1) (local.get $p5)))
        (local.set $p1 (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $p1) (local.get $p5)))
        (local.set $hi (v128.and (i16x8.shr_u (local.get $p0) (i32.const 4)) (local.get $nibble)))
        (local.set $p0 (v128.and (local.get $p0) (local.get $nibble)))
        (local.set $v (i32.shl (i32.load8_u offset=0 (i32.add (local.get $evaluator) (local.get $term))) (i32.const 5)))
        (local.set $sum
          (v128.xor (local.get $sum)
            (v128.xor
              (i8x16.swizzle (v128.load offset=0x1000 (local.get $v)) (local.get $p0))
              (i8x16.swizzle (v128.load offset=0x1010 (local.get $v)) (local.get $hi)))))
        (local.set $v (i32.shl (i32.load8_u offset=1 (i32.add (local.get $evaluator) (local.get $term))) (i32.const 5)))
        (local.set $upper
          (v128.xor (local.get $upper)
            (v128.xor
              (i8x16.swizzle (v128.load offset=0x1000 (local.get $v)) (local.get $p0))
              (i8x16.swizzle (v128.load offset=0x1010 (local.get $v)) (local.get $hi)))))
        (if (i32.gt_s (local.get $length) (i32.add (local.get $term) (i32.const 2))) (then
        (local.set $hi (v128.and (i16x8.shr_u (local.get $p2) (i32.const 4)) (local.get $nibble)))
        (local.set $p2 (v128.and (local.get $p2) (local.get $nibble)))
        (local.set $v (i32.shl (i32.load8_u offset=2 (i32.add (local.get $evaluator) (local.get $term))) (i32.const 5)))
        (local.set $sum
          (v128.xor (local.get $sum)
            (v128.xor
              (i8x16.swizzle (v128.load offset=0x1000 (local.get $v)) (local.get $p2))
              (i8x16.swizzle (v128.load offset=0x1010 (local.get $v)) (local.get $hi)))))
        (local.set $v (i32.shl (i32.load8_u offset=3 (i32.add (local.get $evaluator) (local.get $term))) (i32.const 5)))
        (local.set $upper
          (v128.xor (local.get $upper)
            (v128.xor
              (i8x16.swizzle (v128.load offset=0x1000 (local.get $v)) (local.get $p2))
              (i8x16.swizzle (v128.load offset=0x1010 (local.get $v)) (local.get $hi)))))
        (if (i32.gt_s (local.get $length) (i32.add (local.get $term) (i32.const 4))) (then
        (local.set $hi (v128.and (i16x8.shr_u (local.get $p1) (i32.const 4)) (local.get $nibble)))
        (local.set $p1 (v128.and (local.get $p1) (local.get $nibble)))
        (local.set $v (i32.shl (i32.load8_u offset=4 (i32.add (local.get $evaluator) (local.get $term))) (i32.const 5)))
        (local.set $sum
          (v128.xor (local.get $sum)
            (v128.xor
              (i8x16.swizzle (v128.load offset=0x1000 (local.get $v)) (local.get $p1))
              (i8x16.swizzle (v128.load offset=0x1010 (local.get $v)) (local.get $hi)))))
        (local.set $v (i32.shl (i32.load8_u offset=5 (i32.add (local.get $evaluator) (local.get $term))) (i32.const 5)))
        (local.set $upper
          (v128.xor (local.get $upper)
            (v128.xor
              (i8x16.swizzle (v128.load offset=0x1000 (local.get $v)) (local.get $p1))
              (i8x16.swizzle (v128.load offset=0x1010 (local.get $v)) (local.get $hi)))))
        (if (i32.gt_s (local.get $length) (i32.add (local.get $term) (i32.const 6))) (then
        (local.set $hi (v128.and (i16x8.shr_u (local.get $p3) (i32.const 4)) (local.get $nibble)))
        (local.set $p3 (v128.and (local.get $p3) (local.get $nibble)))
        (local.set $v (i32.shl (i32.load8_u offset=6 (i32.add (local.get $evaluator) (local.get $term))) (i32.const 5)))
        (local.set $sum
          (v128.xor (local.get $sum)
            (v128.xor
              (i8x16.swizzle (v128.load offset=0x1000 (local.get $v)) (local.get $p3))
              (i8x16.swizzle (v128.load offset=0x1010 (local.get $v)) (local.get $hi)))))
        (local.set $v (i32.shl (i32.load8_u offset=7 (i32.add (local.get $evaluator) (local.get $term))) (i32.const 5)))
        (local.set $upper
          (v128.xor (local.get $upper)
            (v128.xor
              (i8x16.swizzle (v128.load offset=0x1000 (local.get $v)) (local.get $p3))
              (i8x16.swizzle (v128.load offset=0x1010 (local.get $v)) (local.get $hi)))))
        ))))))
        (local.set $term (i32.add (local.get $term) (i32.const 8)))
        (br_if $terms (i32.lt_s (local.get $term) (local.get $length))))
      (i64.store offset=0x1e0 (local.get $place)
        (i64.xor (i64x2.extract_lane 0 (local.get $sum)) (i64x2.extract_lane 1 (local.get $upper))))
      (local.set $place (i32.add (local.get $place) (i32.const 8)))
      (br_if $places (i32.lt_s (local.get $place) (local.get $length)))))

  ;; Judges one damaged word of n = data + nroots bytes by its residue. Writes to `record` at 4: the number of corrections, -74 for a
  ;; word beyond repair, or -1 (UNDECIDED) when the locator has more than nroots / 2 errors; from 16 on the places, counted from the last
  ;; parity byte, from 32 on the values to be added.
  (func $correct (param $residue i32) (param $nroots i32) (param $n i32) (param $record i32)
    (local $state i32) (local $length i32) (local $locator i32) (local $evaluator i32)
    (local $base i32) (local $group i32) (local $i i32) (local $v i32) (local $found i32) (local $hits i64) (local $p i32)
    (local $first v128) (local $lo v128) (local $hi v128)
    (local $even0 v128) (local $even1 v128) (local $even2 v128) (local $odd0 v128) (local $odd1 v128) (local $odd2 v128)
    (local.set $state
      (if (result i32) (i32.le_s (local.get $nroots) (i32.const 16))
        (then (call $locatorNarrow (local.get $residue) (local.get $nroots)))
        (else (call $locatorWide (local.get $residue) (local.get $nroots)))))
    (local.set $length (i32.and (local.get $state) (i32.const 255)))
    (if (i32.gt_s (i32.shl (local.get $length) (i32.const 1)) (local.get $nroots))
      (then
        (i32.store offset=4 (local.get $record) (i32.const -1))
        (return)))
    (local.set $evaluator
      (i32.sub (i32.add (i32.const 0x100) (local.get $nroots)) (i32.shr_u (local.get $state) (i32.const 8))))
    (local.set $locator
      (i32.add
        (local.get $evaluator)
        (select (i32.const 8) (i32.const 16) (i32.le_s (local.get $nroots) (i32.const 16)))))
    ;; A locator of a lower degree than the register's length: no pattern of that many errors has these syndromes.
    (if (i32.eqz (i32.load8_u (i32.add (local.get $locator) (local.get $length))))
      (then
        (i32.store offset=4 (local.get $record) (i32.const -74))
        (return)))
    ;; One error: its place is the ratio of the locator's terms, its value the first syndrome.
    (if (i32.eq (local.get $length) (i32.const 1))
      (then
        (local.set $p
          (i32.rem_u
            (i32.sub
              (i32.add (i32.load8_u offset=0x700 (i32.load8_u offset=1 (local.get $locator))) (i32.const 255))
              (i32.load8_u offset=0x700 (i32.load8_u (local.get $locator))))
            (i32.const 255)))
        (i32.store8 offset=16 (local.get $record) (local.get $p))
        (i32.store8 offset=32 (local.get $record) (i32.load8_u (i32.const 0x180)))
        (i32.store offset=4 (local.get $record)
          (select (i32.const 1) (i32.const -74) (i32.lt_s (local.get $p) (local.get $n))))
        (return)))
    ;; Chien's search, 48 positions at a time: even and odd terms apart, for the odd ones are what Forney's formula divides by.
    (local.set $first (i8x16.splat (i32.load8_u (local.get $locator))))
    (local.set $group (i32.const 0))
    (block $searched
    (loop $groups
      (local.set $even0 (local.get $first))
      (local.set $even1 (local.get $first))
      (local.set $even2 (local.get $first))
      (local.set $odd0 (v128.const i64x2 0 0))
      (local.set $odd1 (v128.const i64x2 0 0))
      (local.set $odd2 (v128.const i64x2 0 0))
      (local.set $i (i32.const 1))
      (loop $terms
        (local.set $v
          (i32.shl (i32.load8_u offset=0 (i32.add (local.get $locator) (local.get $i))) (i32.const 5)))
        (local.set $lo (v128.load offset=0x1000 (local.get $v)))
        (local.set $hi (v128.load offset=0x1010 (local.get $v)))
        (local.set $odd0
          (v128.xor
            (local.get $odd0)
            (v128.xor
              (i8x16.swizzle (local.get $lo) (v128.load offset=0x3000 (local.get $group)))
              (i8x16.swizzle (local.get $hi) (v128.load offset=0x3010 (local.get $group))))))
        (local.set $odd1
          (v128.xor
            (local.get $odd1)
            (v128.xor
              (i8x16.swizzle (local.get $lo) (v128.load offset=0x3200 (local.get $group)))
              (i8x16.swizzle (local.get $hi) (v128.load offset=0x3210 (local.get $group))))))
        (local.set $odd2
          (v128.xor
            (local.get $odd2)
            (v128.xor
              (i8x16.swizzle (local.get $lo) (v128.load offset=0x3400 (local.get $group)))
              (i8x16.swizzle (local.get $hi) (v128.load offset=0x3410 (local.get $group))))))
        (local.set $v
          (i32.shl (i32.load8_u offset=1 (i32.add (local.get $locator) (local.get $i))) (i32.const 5)))
        (local.set $lo (v128.load offset=0x1000 (local.get $v)))
        (local.set $hi (v128.load offset=0x1010 (local.get $v)))
        (local.set $even0
          (v128.xor
            (local.get $even0)
            (v128.xor
              (i8x16.swizzle (local.get $lo) (v128.load offset=0x3020 (local.get $group)))
              (i8x16.swizzle (local.get $hi) (v128.load offset=0x3030 (local.get $group))))))
        (local.set $even1
          (v128.xor
            (local.get $even1)
            (v128.xor
              (i8x16.swizzle (local.get $lo) (v128.load offset=0x3220 (local.get $group)))
              (i8x16.swizzle (local.get $hi) (v128.load offset=0x3230 (local.get $group))))))
        (local.set $even2
          (v128.xor
            (local.get $even2)
            (v128.xor
              (i8x16.swizzle (local.get $lo) (v128.load offset=0x3420 (local.get $group)))
              (i8x16.swizzle (local.get $hi) (v128.load offset=0x3430 (local.get $group))))))
        ;; Beyond the locator's degree the register holds zeros, so an odd degree takes one term more without harm.
        (local.set $group (i32.add (local.get $group) (i32.const 64)))
        (local.set $i (i32.add (local.get $i) (i32.const 2)))
        (br_if $terms (i32.le_s (local.get $i) (local.get $length))))
      (local.set $group
        (i32.sub (local.get $group) (i32.shl (i32.and (local.get $i) (i32.const 0xfe)) (i32.const 5))))
      (local.set $hits
        (i64.or
          (i64.extend_i32_u
            (i32.or
              (i8x16.bitmask (i8x16.eq (local.get $even0) (local.get $odd0)))
              (i32.shl (i8x16.bitmask (i8x16.eq (local.get $even1) (local.get $odd1))) (i32.const 16))))
          (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $even2) (local.get $odd2)))) (i64.const 32))))
      (if (i32.lt_s (i32.sub (local.get $n) (local.get $base)) (i32.const 48))
        (then
          (local.set $hits
            (i64.and
              (local.get $hits)
              (i64.sub
                (i64.shl (i64.const 1) (i64.extend_i32_u (i32.sub (local.get $n) (local.get $base))))
                (i64.const 1))))))
      (if (i32.eqz (i64.eqz (local.get $hits)))
        (then
          (v128.store (i32.const 0x1a0) (local.get $odd0))
          (v128.store (i32.const 0x1b0) (local.get $odd1))
          (v128.store (i32.const 0x1c0) (local.get $odd2))
          (loop $roots
            (local.set $i (i32.wrap_i64 (i64.ctz (local.get $hits))))
            (i32.store8 offset=16 (i32.add (local.get $record) (local.get $found)) (i32.add (local.get $base) (local.get $i)))
            (i32.store8 offset=0x1d0 (local.get $found) (i32.load8_u offset=0x1a0 (local.get $i)))
            (local.set $found (i32.add (local.get $found) (i32.const 1)))
            (local.set $hits (i64.and (local.get $hits) (i64.sub (local.get $hits) (i64.const 1))))
            (br_if $roots (i32.eqz (i64.eqz (local.get $hits)))))
          (br_if $searched (i32.eq (local.get $found) (local.get $length)))))
      (local.set $group (i32.add (local.get $group) (i32.const 1536)))
      (local.set $base (i32.add (local.get $base) (i32.const 48)))
      (br_if $groups (i32.lt_s (local.get $base) (local.get $n))))
      ;; Too few roots among the positions of the word.
      (i32.store offset=4 (local.get $record) (i32.const -74))
      (return))
    ;; Forney's formula with the evaluator's upper half: value = X^-nroots * evaluator(1/X) / odd terms at 1/X. None of the three is zero where
    ;; there are as many roots as the locator's degree says.
    (call $evaluate (local.get $evaluator) (local.get $length) (local.get $record))
    (local.set $found (i32.const 0))
    (loop $errors
      (i32.store8 offset=32 (i32.add (local.get $record) (local.get $found))
        (i32.load8_u offset=0x400
          (i32.sub
            (i32.add
              (i32.add
                (i32.load8_u offset=0x700 (i32.load8_u offset=0x1e0 (local.get $found)))
                (i32.load8_u offset=0x900 (i32.load8_u offset=16 (i32.add (local.get $record) (local.get $found)))))
              (i32.const 255))
            (i32.load8_u offset=0x700 (i32.load8_u offset=0x1d0 (local.get $found))))))
      (local.set $found (i32.add (local.get $found) (i32.const 1)))
      (br_if $errors (i32.lt_s (local.get $found) (local.get $length))))
    (i32.store offset=4 (local.get $record) (local.get $length)))

  ;; Goes through `count` residues (16 or 32 bytes each), writes a record of 64 bytes for each that is not zero: its index, then what
  ;; $correct says. Returns the number of records. `n`: bytes of a word, parity included.
  (func (export "judge") (param $residues i32) (param $count i32) (param $nroots i32) (param $n i32) (param $records i32)
    (result i32)
    (local $index i32) (local $written i32) (local $size i32)
    (local.set $size (select (i32.const 16) (i32.const 32) (i32.le_s (local.get $nroots) (i32.const 16))))
    (loop $words
      (if
        (v128.any_true
          (v128.or
            (v128.load (local.get $residues))
            (v128.load (i32.sub (i32.add (local.get $residues) (local.get $size)) (i32.const 16)))))
        (then
          (i32.store (local.get $records) (local.get $index))
          (call $correct (local.get $residues) (local.get $nroots) (local.get $n) (local.get $records))
          (local.set $records (i32.add (local.get $records) (i32.const 64)))
          (local.set $written (i32.add (local.get $written) (i32.const 1)))))
      (local.set $residues (i32.add (local.get $residues) (local.get $size)))
      (local.set $index (i32.add (local.get $index) (i32.const 1)))
      (br_if $words (i32.lt_s (local.get $index) (local.get $count))))
    (local.get $written)))
