/**
 * The private builds: what their recorded boot logs and crashes show of their configuration, and no more. Notation: see
 * `kernel-config.ts`.
 */
export const oracleConfig = `
Linux/x86 6.1.192 Kernel Configuration
CC_VERSION_TEXT="gcc (Debian 12.2.0-14+deb12u1) 12.2.0"
CC_IS_GCC=y
GCC_VERSION=120200
>General setup
LOCALVERSION="-oracle"
!LOCALVERSION_AUTO
>Timers subsystem
HIGH_RES_TIMERS=y
<Timers subsystem
PREEMPT_NONE=y
!PREEMPT_VOLUNTARY
!PREEMPT
IKCONFIG=y
IKCONFIG_PROC=y
LOG_BUF_SHIFT=17
BLK_DEV_INITRD=y
PRINTK=y
BUG=y
KALLSYMS=y
<General setup
64BIT=y
X86_64=y
X86=y
MMU=y
>Processor type and features
!SMP
HZ_250=y
HZ=250
!RANDOMIZE_BASE
<Processor type and features
MODULES=y
MODULE_UNLOAD=y
!MODVERSIONS
!MODULE_SIG
>Device Drivers
DEVTMPFS=y
!MTD
LKDTM=m
TTY=y
SERIAL_8250=y
SERIAL_8250_CONSOLE=y
<Device Drivers
>File systems
PROC_FS=y
PROC_SYSCTL=y
SYSFS=y
TMPFS=y
!PSTORE
<File systems
>Library routines
REED_SOLOMON=m
<Library routines
>Kernel hacking
!PRINTK_CALLER
CONSOLE_LOGLEVEL_DEFAULT=7
CONSOLE_LOGLEVEL_QUIET=4
MESSAGE_LOGLEVEL_DEFAULT=4
DEBUG_KERNEL=y
FRAME_POINTER=y
MAGIC_SYSRQ=y
MAGIC_SYSRQ_DEFAULT_ENABLE=0x01b6
DEBUG_FS=y
SOFTLOCKUP_DETECTOR=y
DETECT_HUNG_TASK=y
PANIC_TIMEOUT=0
FTRACE=y
FUNCTION_TRACER=y
<Kernel hacking
`;
