.syntax unified
.arm
.global _start
.text
_start:
 ldr r1,[sp,#8]
 ldrb r0,[r1]
.macro when c,l
 cmp r0,#\c
 beq \l
.endm
 when 'n',n
 when 'r',r
 when 'j',j
 when 'x',x
 when 'w',w
 when 'u',u
 when 'i',i
 when 'h',h
 when 'p',p
 mov r7,#1
 mov r0,#0
 svc #0
n: mov r2,#0
 str r0,[r2]
r: mov r2,#16
 ldr r0,[r2]
j: mov r2,#0
 bx r2
x: movw r2,#0x2000
 movt r2,#0x40
 bx r2
w: adr r2,_start
 str r0,[r2]
u: udf #0
i: bkpt #0
h: mov r2,#0xc0000000
 ldr r0,[r2]
p: mcr p15,0,r0,c1,c0,0
.data
 nop
.section .note.GNU-stack,"",%progbits
