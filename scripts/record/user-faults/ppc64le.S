.abiversion 2
.global _start
.text
_start:
 ld 4,16(1)
 lbz 3,0(4)
.macro when c,l
 cmpwi 3,\c
 beq \l
.endm
 when 'n',n
 when 'r',r
 when 'j',j
 when 'x',x
 when 'w',w
 when 'u',u
 when 'g',g
 when 'i',i
 when 'h',h
 when 'p',p
 li 0,1
 li 3,0
 sc
n: li 5,0
 stw 3,0(5)
r: li 5,16
 lwz 3,0(5)
j: li 5,0
 mtctr 5
 bctr
x: lis 5,0x1002
 mtctr 5
 bctr
w: lis 5,0x1001
 stw 3,0(5)
u: .long 0
g: li 5,1
 rldicr 5,5,63,0
 addi 5,5,0x1000
 lwz 3,0(5)
i: trap
h: li 5,-1
 rldicr 5,5,62,1
 lwz 3,0(5)
p: mtmsrd 3
.data
 nop
.section .note.GNU-stack,"",%progbits
