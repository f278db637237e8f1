.global _start
.text
_start:
 ldr x1,[sp,#16]
 ldrb w0,[x1]
.macro when c,l
 cmp w0,#\c
 b.eq \l
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
 mov x8,#93
 mov x0,#0
 svc #0
n: mov x2,#0
 str w0,[x2]
r: mov x2,#16
 ldr w0,[x2]
j: mov x2,#0
 br x2
x: movz x2,#0x40,lsl #16
 movk x2,#0x2000
 br x2
w: adr x2,_start
 str w0,[x2]
u: udf #0
g: movz x2,#0x8000,lsl #48
 movk x2,#0x1000
 ldr w0,[x2]
i: brk #0
h: movz x2,#0xffff,lsl #48
 movk x2,#0x8000,lsl #32
 movk x2,#0x0800,lsl #16
 ldr w0,[x2]
p: msr daifset,#2
.data
 nop
.section .note.GNU-stack,"",%progbits
