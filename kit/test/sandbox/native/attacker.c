/*
 * What native code in the place of a sandboxed program would try. It is told on descriptor 3 what there is outside, one `name value`
 * a line, the last one `go`; it answers there with one `kind name outcome` a line: `reach` for what must never succeed in a jail that
 * holds native code, `surface` for what a filter of system calls must refuse besides, `count` for numbers, and then `done`.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static FILE *asked, *channel;
static char secret[4096], dataset[4096], unixPath[108], bound[4096], mode[32];
static int serverPid, tcpPort, serverUid, otherPid;

static void tell(const char *kind, const char *name, long succeeded) {
  fprintf(channel, "%s %s %ld\n", kind, name, succeeded);
}

static int reads(const char *path) {
  char byte;
  int file = open(path, O_RDONLY | O_NONBLOCK);
  if (file < 0) return 0;
  int got = read(file, &byte, 1) > 0;
  close(file);
  return got;
}

static int writes(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CREAT, 0600);
  if (file < 0) return 0;
  int wrote = write(file, text, strlen(text)) > 0;
  close(file);
  return wrote;
}

static int readsOf(int pid, const char *what) {
  char path[4200];
  snprintf(path, sizeof path, "/proc/%d/%s", pid, what);
  return reads(path);
}

static int connectsTcp(int port) {
  int s = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
  return s >= 0 && connect(s, (struct sockaddr *)&to, sizeof to) == 0;
}

static int sendsUdp(const char *address, int port) {
  int s = socket(AF_INET, SOCK_DGRAM, 0);
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
  inet_pton(AF_INET, address, &to.sin_addr);
  return s >= 0 && sendto(s, "x", 1, 0, (struct sockaddr *)&to, sizeof to) == 1;
}

static int connectsUnix(const char *path, int isAbstract) {
  int s = socket(AF_UNIX, SOCK_STREAM, 0);
  struct sockaddr_un to = {.sun_family = AF_UNIX};
  strncpy(to.sun_path + isAbstract, path, sizeof to.sun_path - 2);
  socklen_t length = offsetof(struct sockaddr_un, sun_path) + isAbstract + strlen(path);
  return s >= 0 && connect(s, (struct sockaddr *)&to, length) == 0;
}

static int seesMemoryOf(int pid) {
  char buffer[16];
  struct iovec local = {buffer, sizeof buffer}, remote = {(void *)0x400000, sizeof buffer};
  return process_vm_readv(pid, &local, 1, &remote, 1, 0) > 0;
}

static int processesSeen(void) {
  int seen = 0;
  DIR *proc = opendir("/proc");
  for (struct dirent *entry; proc && (entry = readdir(proc));) seen += entry->d_name[0] >= '0' && entry->d_name[0] <= '9';
  return seen;
}

static int descriptorsOpen(void) {
  int open = 0;
  for (int fd = 4; fd < 4096; fd++) {
    struct stat status;
    if (fd == fileno(channel) || fstat(fd, &status) != 0) continue;
    open += !S_ISCHR(status.st_mode); /* the null device is none of anybody's */
  }
  return open;
}

static int forksUpTo(int wanted) {
  int made = 0;
  for (; made < wanted; made++) {
    pid_t pid = fork();
    if (pid < 0) break;
    if (pid == 0) {
      pause();
      _exit(0);
    }
  }
  return made;
}

static void tryFiles(void) {
  char path[8300];
  tell("reach", "secret", reads(secret));
  tell("reach", "foreign-dataset", reads(dataset));
  tell("reach", "passwd", reads("/etc/passwd"));
  tell("reach", "shadow", reads("/etc/shadow"));
  snprintf(path, sizeof path, "/proc/self/root%s", secret);
  tell("reach", "secret-by-proc-root", reads(path));
  snprintf(path, sizeof path, "/data/../..%s", secret);
  tell("reach", "secret-by-dots", reads(path));
  snprintf(path, sizeof path, "/proc/1/root%s", secret);
  tell("reach", "secret-by-first-process", reads(path));
  snprintf(path, sizeof path, "/old%s", secret);
  tell("reach", "secret-by-old-root", reads(path));
  tell("reach", "server-environ", readsOf(serverPid, "environ"));
  tell("reach", "server-memory", readsOf(serverPid, "mem"));
  tell("reach", "kernel-log", reads("/dev/kmsg"));
  tell("reach", "kernel-memory", reads("/proc/kcore") && geteuid() != 0);
  tell("reach", "disk", reads("/dev/vda") || reads("/dev/sda"));
  symlink(secret, "/scratch/link");
  tell("reach", "secret-by-link", reads("/scratch/link"));
  tell("reach", "change-dataset", writes(bound, "x"));
  tell("reach", "chmod-dataset", chmod(bound, 0666) == 0);
  tell("reach", "rename-dataset", rename(bound, "/scratch/taken") == 0);
  tell("reach", "link-dataset", link(bound, "/scratch/linked") == 0);
  tell("reach", "change-program", writes("/program/attacker", "x"));
  tell("reach", "add-to-program", writes("/program/new", "x"));
  tell("reach", "write-root", writes("/new", "x"));
  tell("reach", "shared-memory", writes("/dev/shm/new", "x"));
  tell("reach", "device", mknod("/scratch/disk", S_IFBLK | 0600, 0xfe00) == 0);
  tell("reach", "core-pattern", writes("/proc/sys/kernel/core_pattern", "|/x"));
  tell("reach", "sysrq", access("/proc/sysrq-trigger", W_OK) == 0 && writes("/proc/sysrq-trigger", "?"));
  tell("reach", "own-dataset-missing", !reads(bound));
  tell("reach", "scratch-missing", !writes("/scratch/note", "x"));
}

static void tryNetwork(void) {
  tell("reach", "tcp", connectsTcp(tcpPort));
  tell("reach", "redis", connectsTcp(6379));
  tell("reach", "postgres", connectsTcp(5432));
  tell("reach", "metadata", sendsUdp("169.254.169.254", 80));
  tell("reach", "dns", sendsUdp("8.8.8.8", 53));
  tell("reach", "unix-socket", connectsUnix(unixPath, 0));
  tell("reach", "abstract-socket", connectsUnix("mas-test-canary", 1));
  tell("surface", "socket-inet", socket(AF_INET, SOCK_STREAM, 0) >= 0);
  tell("surface", "socket-unix", socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
  tell("surface", "socket-netlink", socket(AF_NETLINK, SOCK_RAW, 0) >= 0);
  tell("surface", "socket-vsock", socket(AF_VSOCK, SOCK_STREAM, 0) >= 0);
  tell("surface", "socket-alg", socket(AF_ALG, SOCK_SEQPACKET, 0) >= 0);
  tell("reach", "socket-packet", socket(AF_PACKET, SOCK_RAW, 0) >= 0);
}

static void tryProcesses(void) {
  tell("reach", "signal-server", kill(serverPid, 0) == 0);
  tell("reach", "signal-other", kill(otherPid, 0) == 0);
  tell("reach", "trace-server", ptrace(PTRACE_ATTACH, serverPid, 0, 0) == 0);
  tell("reach", "memory-of-server", seesMemoryOf(serverPid));
  tell("count", "processes-seen", processesSeen());
}

static void tryRights(void) {
  tell("reach", "server-is-root-too", serverUid == 0 && getuid() == 0);
  tell("reach", "become-server", serverUid != (int)getuid() && setuid(serverUid) == 0);
  tell("reach", "become-root", getuid() != 0 && (setuid(0) == 0 || setresuid(0, 0, 0) == 0));
  tell("reach", "mount", mount("none", "/scratch", "tmpfs", 0, 0) == 0);
  tell("reach", "unmount", umount2("/data", MNT_DETACH) == 0);
  tell("reach", "remount-data", mount(0, "/data", 0, MS_REMOUNT | MS_BIND, 0) == 0);
  tell("reach", "chroot", chroot("/scratch") == 0);
  tell("reach", "host-name", sethostname("x", 1) == 0);
  tell("reach", "module", syscall(SYS_finit_module, 3, "", 0) == 0);
  tell("reach", "bpf", syscall(SYS_bpf, 5, "\0\0\0\0\0\0\0\0", 8) >= 0);
  tell("reach", "raw-io", prctl(PR_CAPBSET_READ, 17, 0, 0, 0) == 1);
  tell("surface", "keyring", syscall(SYS_keyctl, 0, -3, 1) >= 0);
  tell("surface", "io-uring", syscall(SYS_io_uring_setup, 1, (char[120]){0}) >= 0);
  tell("surface", "perf", syscall(SYS_perf_event_open, (char[120]){0, 0, 0, 0, 120}, 0, -1, -1, 0) >= 0);
  tell("surface", "memfd", syscall(SYS_memfd_create, "x", 0) >= 0);
  tell("surface", "user-namespace", unshare(CLONE_NEWUSER) == 0);
  /* With a user namespace of its own, where it could have one, it still reaches nothing. */
  unshare(CLONE_NEWNS);
  mount("none", "/", 0, MS_REC | MS_PRIVATE, 0);
  tell("reach", "remount-data-in-namespace", mount(0, "/data", 0, MS_REMOUNT | MS_BIND, 0) == 0);
  umount2("/data", MNT_DETACH);
  tell("reach", "secret-in-namespace", reads(secret));
  tell("reach", "change-dataset-in-namespace", writes(bound, "x"));
}

static void daemonise(void) {
  if (fork() != 0) return;
  setsid();
  signal(SIGTERM, SIG_IGN);
  signal(SIGHUP, SIG_IGN);
  prctl(PR_SET_PDEATHSIG, 0);
  if (fork() != 0) _exit(0);
  for (;;) pause();
}

static void callOldNumbers(void) {
#ifdef __x86_64__
  long answer = 20; /* getpid of i386 */
  if (strcmp(mode, "i386") == 0) __asm__ volatile("int $0x80" : "+a"(answer) : : "memory");
  if (strcmp(mode, "x32") == 0) answer = syscall(0x40000000 | 39);
  tell("reach", mode, answer > 0 || errno != 0);
#endif
}

int main(void) {
  char line[8300], name[64], value[4096];
  asked = fdopen(3, "r");
  channel = fdopen(dup(3), "w");
  setvbuf(channel, 0, _IOLBF, 0);
  while (fgets(line, sizeof line, asked) && strcmp(line, "go\n") != 0) {
    if (sscanf(line, "%63s %4095[^\n]", name, value) != 2) continue;
    if (!strcmp(name, "secret")) strcpy(secret, value);
    if (!strcmp(name, "dataset")) strcpy(dataset, value);
    if (!strcmp(name, "unix")) strncpy(unixPath, value, sizeof unixPath - 1);
    if (!strcmp(name, "bound")) strcpy(bound, value);
    if (!strcmp(name, "mode")) strncpy(mode, value, sizeof mode - 1);
    if (!strcmp(name, "server")) serverPid = atoi(value);
    if (!strcmp(name, "other")) otherPid = atoi(value);
    if (!strcmp(name, "uid")) serverUid = atoi(value);
    if (!strcmp(name, "port")) tcpPort = atoi(value);
  }
  if (mode[0] == 0) {
    tell("count", "descriptors", descriptorsOpen());
    tryFiles();
    tryNetwork();
    tryProcesses();
    tryRights();
    tell("count", "forks", forksUpTo(300));
    daemonise();
  } else {
    callOldNumbers();
  }
  fprintf(channel, "done all 1\n");
  fflush(channel);
  for (;;) pause();
}
