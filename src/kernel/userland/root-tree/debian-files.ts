/** Configuration files of the Debian-like root: what Debian 12 has in /etc, in short, and what makes it this machine. */
import type { BoardProfile } from '../../../profiles/board.ts';
import type { RootTreeBuilder } from './root-entry.ts';

/** Accounts of base-passwd, and the user of the machine. */
const PASSWD = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
sync:x:4:65534:sync:/bin:/bin/sync
games:x:5:60:games:/usr/games:/usr/sbin/nologin
man:x:6:12:man:/var/cache/man:/usr/sbin/nologin
lp:x:7:7:lp:/var/spool/lpd:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
news:x:9:9:news:/var/spool/news:/usr/sbin/nologin
uucp:x:10:10:uucp:/var/spool/uucp:/usr/sbin/nologin
proxy:x:13:13:proxy:/bin:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
backup:x:34:34:backup:/var/backups:/usr/sbin/nologin
list:x:38:38:Mailing List Manager:/var/list:/usr/sbin/nologin
irc:x:39:39:ircd:/run/ircd:/usr/sbin/nologin
_apt:x:42:65534::/nonexistent:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
user:x:1000:1000:User,,,:/home/user:/bin/bash
`;

const GROUP = `root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:user
tty:x:5:
disk:x:6:
lp:x:7:
mail:x:8:
news:x:9:
uucp:x:10:
man:x:12:
proxy:x:13:
kmem:x:15:
dialout:x:20:
fax:x:21:
voice:x:22:
cdrom:x:24:
floppy:x:25:
tape:x:26:
sudo:x:27:user
audio:x:29:
dip:x:30:
www-data:x:33:
backup:x:34:
operator:x:37:
list:x:38:
irc:x:39:
src:x:40:
shadow:x:42:
utmp:x:43:
video:x:44:
sasl:x:45:
plugdev:x:46:
staff:x:50:
games:x:60:
users:x:100:
nogroup:x:65534:
user:x:1000:
`;

const OS_RELEASE = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`;

const PROFILE = `# Settings of every login shell.
if [ "$(id -u)" -eq 0 ]; then
  PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
else
  PATH="/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games"
fi
export PATH

if [ -n "$BASH" ] && [ "$BASH" != /bin/sh ] && [ -f /etc/bash.bashrc ]; then
  . /etc/bash.bashrc
fi

for part in /etc/profile.d/*.sh; do
  if [ -r "$part" ]; then
    . "$part"
  fi
done
unset part
`;

const BASHRC = `# Settings of every interactive bash.
[ -z "$PS1" ] && return
PS1='\\u@\\h:\\w\\$ '
`;

const USER_PROFILE = `# Settings of this user's login shells.
if [ -n "$BASH" ] && [ -f ~/.bashrc ]; then
  . ~/.bashrc
fi
`;

const SUDOERS = `Defaults\tenv_reset
Defaults\tmail_badpass
Defaults\tsecure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
Defaults\tuse_pty

root\tALL=(ALL:ALL) ALL

# Members of group sudo, without a password: nobody here has one.
%sudo\tALL=(ALL:ALL) NOPASSWD: ALL

@includedir /etc/sudoers.d
`;

const SYSLOG_CONF = `# Which messages go to which file: syslogd(8).
auth,authpriv.*\t\t\t/var/log/auth.log
*.*;auth,authpriv.none\t\t-/var/log/syslog
daemon.*\t\t\t-/var/log/daemon.log
kern.*\t\t\t\t-/var/log/kern.log
user.*\t\t\t\t-/var/log/user.log
*.=info;*.=notice;*.=warn;\\
\tauth,authpriv.none;\\
\tcron,daemon.none;\\
\tmail,news.none\t\t-/var/log/messages
`;

/** Files in /etc and the homes. */
export function addConfiguration(tree: RootTreeBuilder, board: BoardProfile): void {
  const lines = (names: string, rest: string): string =>
    names
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => `${line.split(':')[0]}${rest}\n`)
      .join('');
  tree
    .text('/etc/passwd', PASSWD)
    .text('/etc/group', GROUP)
    // Days since 1970 of the last change; nobody has a password.
    .text('/etc/shadow', lines(PASSWD, ':*:19783:0:99999:7:::'), 0o640, { gid: 42 })
    .text('/etc/gshadow', lines(GROUP, ':*::'), 0o640, { gid: 42 })
    .text('/etc/shells', '/bin/sh\n/usr/bin/sh\n/bin/bash\n/usr/bin/bash\n')
    .text('/etc/hostname', `${board.name}\n`)
    .text('/etc/hosts', `127.0.0.1\tlocalhost\n127.0.1.1\t${board.name}\n\n::1\tlocalhost ip6-localhost ip6-loopback\n`)
    .text('/usr/lib/os-release', OS_RELEASE)
    .link('/etc/os-release', '../usr/lib/os-release')
    .text('/etc/debian_version', '12.5\n')
    .text('/etc/issue', 'Debian GNU/Linux 12 \\n \\l\n\n')
    .text('/etc/motd', '')
    .text('/etc/profile', PROFILE)
    .directory('/etc/profile.d')
    .text('/etc/bash.bashrc', BASHRC)
    .text('/etc/inputrc', '# Keys of readline.\nset input-meta on\nset output-meta on\n')
    .text('/etc/environment', '')
    .text('/etc/timezone', 'Etc/UTC\n')
    .link('/etc/localtime', '/usr/share/zoneinfo/Etc/UTC')
    .link('/etc/mtab', '../proc/self/mounts')
    .text(
      '/etc/sysctl.conf',
      '# Kernel parameters set at boot, one NAME = VALUE a line: sysctl(8).\n#kernel.panic = 10\n',
    )
    .link('/etc/sysctl.d/99-sysctl.conf', '../sysctl.conf')
    // The ramoops of a device tree or of the command line is taken up when the module comes.
    .text('/etc/modules', '# Modules loaded at boot, one a line.\nramoops\n')
    .directory('/etc/modprobe.d')
    .text('/etc/sudoers', SUDOERS, 0o440)
    .directory('/etc/sudoers.d', 0o750)
    .text('/etc/syslog.conf', SYSLOG_CONF)
    .text('/etc/rc.local', '#!/bin/sh -e\n# Runs at the end of each boot.\nexit 0\n', 0o755)
    .text('/root/.bashrc', '# Settings of root in interactive shells.\n', 0o644)
    .text('/root/.profile', USER_PROFILE)
    .text('/home/user/.bashrc', '# Settings of this user in interactive shells.\n', 0o644, { uid: 1000, gid: 1000 })
    .text('/home/user/.profile', USER_PROFILE, 0o644, { uid: 1000, gid: 1000 })
    .directory('/root', 0o700)
    .directory('/home/user', 0o755, { uid: 1000, gid: 1000 });
  addLogs(tree);
}

/** Directories that are empty before the first boot, and logs that exist from the start. */
function addLogs(tree: RootTreeBuilder): void {
  for (const path of ['/dev', '/media', '/mnt', '/opt', '/proc', '/run', '/srv', '/sys', '/usr/games', '/usr/include'])
    tree.directory(path);
  for (const path of ['/usr/local/bin', '/usr/local/sbin', '/usr/local/lib', '/usr/share', '/usr/src'])
    tree.directory(path);
  for (const path of ['/var/backups', '/var/cache', '/var/lib/systemd/pstore', '/var/opt', '/var/spool'])
    tree.directory(path);
  tree
    .directory('/tmp', 0o1777)
    .directory('/var/tmp', 0o1777)
    .directory('/var/local', 0o2775, { gid: 50 })
    .directory('/var/mail', 0o2775, { gid: 8 })
    .directory('/var/log')
    .directory('/var/crash')
    .link('/var/run', '/run')
    .link('/var/lock', '/run/lock');
}

/** Links of the merged /usr. */
export function addMergedUsr(tree: RootTreeBuilder): void {
  for (const name of ['bin', 'sbin', 'lib']) {
    tree.directory(`/usr/${name}`);
    tree.link(`/${name}`, `usr/${name}`);
  }
}

/** What the image of a board has beyond Debian. */
export function addBoardFiles(tree: RootTreeBuilder, board: BoardProfile): void {
  const { disk } = board;
  if (disk === null) {
    tree.text('/etc/fstab', '# <file system> <mount point> <type> <options> <dump> <pass>\n');
    return;
  }
  const root = `/dev/${disk.name}${disk.partitionInfix}1`;
  tree
    .text(
      '/etc/fstab',
      `# <file system> <mount point> <type> <options> <dump> <pass>\n${root} / ext4 errors=remount-ro 0 1\n`,
    )
    .text('/etc/kernel/cmdline', `${disk.commandLine}\n`);
  if (board.uboot?.platform !== 'board') return;
  // The Apertis image lists files with ISO dates.
  tree
    .text('/etc/profile.d/time-style.sh', 'export TIME_STYLE=long-iso\n')
    .text('/etc/sudoers.d/time-style', 'Defaults env_keep += "TIME_STYLE"\n', 0o440)
    .text(
      '/etc/default/u-boot',
      `# Settings of u-boot-update(8). The kernel's parameters are in /etc/kernel/cmdline.\nU_BOOT_FDT="${board.name}.dtb"\nU_BOOT_FDT_DIR="/boot/dtbs/"\n`,
    );
}
