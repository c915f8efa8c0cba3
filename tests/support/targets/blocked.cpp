// A program that gets stuck in as many ways as the observer knows, for its tests: blocked MODE [FILE].
// The line on which it stays carries a mark, //@ and the mode; a second one of a mode ends in "-2".
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <map>
#include <mqueue.h>
#include <mutex>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <string>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t ready = PTHREAD_COND_INITIALIZER;
pthread_rwlock_t table = PTHREAD_RWLOCK_INITIALIZER;
sem_t slots;
std::mutex m;
std::condition_variable changed;
struct Pool { long size; pthread_mutex_t guard; } pool = {1, PTHREAD_MUTEX_INITIALIZER};
int ends[2];
const char* file;  // a path that the test gives
char text[8];

void make_pipe() {
  if (pipe(ends) != 0) _exit(99);
}
void fill_pipe() {
  make_pipe();
  static char block[65536];
  if (write(ends[1], block, sizeof block) != static_cast<ssize_t>(sizeof block)) _exit(99);
}
timespec in_an_hour() {
  timespec at;
  clock_gettime(CLOCK_REALTIME, &at);
  at.tv_sec += 3600;
  return at;
}
void* sleeper(void*) {
  for (;;) pause();
}
void* lock_and_sleep(void* started) {
  pthread_mutex_lock(&lock);
  sem_post(static_cast<sem_t*>(started));
  for (;;) pause();  //@ mutex-owner-2
}
void* lock_and_end(void*) {
  pthread_mutex_lock(&lock);
  return nullptr;
}
void* read_pipe(void*) {
  (void)!read(ends[0], text, 1);  //@ dead-leader
  return nullptr;
}
void read_in_handler(int) {
  (void)!read(ends[0], text, 1);  //@ handler
}
void innermost(int fd) {
  (void)!read(fd, text, sizeof text);  //@ nested
  text[0] = 1;
}
void middle(int fd) {
  innermost(fd);
  text[1] = 1;
}
pthread_t start(void* (*body)(void*), void* argument = nullptr) {
  pthread_t thread;
  if (pthread_create(&thread, nullptr, body, argument) != 0) _exit(99);
  return thread;
}

// --- pipes, FIFOs, sockets
void self_write_end() {
  make_pipe();
  (void)!read(ends[0], text, 1);  //@ self-write-end
}
void two_write_ends() {
  make_pipe();
  (void)dup(ends[1]);
  (void)!read(ends[0], text, 1);  //@ two-write-ends
}
void child_holds() {
  make_pipe();
  if (fork() == 0) {
    close(ends[0]);
    for (;;) pause();  //@ child-holds-2
  }
  close(ends[1]);
  (void)!read(ends[0], text, 1);  //@ child-holds
}
void full_pipe() {
  fill_pipe();
  if (const pid_t child = fork(); child == 0) {
    close(ends[0]);
    (void)!write(ends[1], text, 1);  //@ full-pipe-2
  } else {
    close(ends[1]);
    waitpid(child, nullptr, 0);  //@ full-pipe
  }
}
void small_room() {
  make_pipe();
  static char block[65000];
  (void)!write(ends[1], block, sizeof block);
  (void)!write(ends[1], block, 4096);  //@ small-room
}
void in_fgets() {
  make_pipe();
  FILE* stream = fdopen(ends[0], "r");
  static char line[100];
  (void)!fgets(line, sizeof line, stream);  //@ fgets
}
void in_printf() {
  fill_pipe();
  dup2(ends[1], 1);
  std::string blanks(5000, ' ');
  printf("%s %d\n", blanks.c_str(), 3);  //@ printf
}
void in_flush() {
  fill_pipe();
  FILE* stream = fdopen(ends[1], "w");
  fputs("x", stream);
  fflush(stream);  //@ fflush
}
void in_system() {
  make_pipe();
  dup2(ends[0], 5);
  (void)!system("cat <&5; true");  //@ system
}
void in_popen() {
  make_pipe();
  dup2(ends[0], 5);
  FILE* stream = popen("cat <&5; true", "r");
  (void)fgetc(stream);  //@ popen
}
void in_handler() {
  make_pipe();
  signal(SIGUSR1, read_in_handler);
  raise(SIGUSR1);
}
void nested() {
  make_pipe();
  middle(ends[0]);
}
void open_fifo() {
  const int fd = open(file, O_WRONLY);  //@ open-fifo
  (void)fd;
}
void read_fifo() {
  const int fd = open(file, O_RDWR);
  (void)!read(fd, text, 1);  //@ read-fifo
}
void in_poll() {
  make_pipe();
  pollfd wanted[2] = {{ends[0], POLLIN, 0}, {-1, POLLIN, 0}};
  poll(wanted, 2, -1);  //@ poll
}
void in_ppoll() {
  make_pipe();
  pollfd wanted = {ends[0], POLLIN, 0};
  ppoll(&wanted, 1, nullptr, nullptr);  //@ ppoll
}
void in_select() {
  make_pipe();
  fd_set wanted;
  FD_ZERO(&wanted);
  FD_SET(ends[0], &wanted);
  select(ends[0] + 1, &wanted, nullptr, nullptr, nullptr);  //@ select
}
void in_epoll(int timeout) {
  make_pipe();
  const int set = epoll_create1(0);
  epoll_event wanted = {};
  wanted.events = EPOLLIN;
  epoll_ctl(set, EPOLL_CTL_ADD, ends[0], &wanted);
  epoll_wait(set, &wanted, 1, timeout);  //@ epoll
}
void in_splice() {
  make_pipe();
  const int out = open("/dev/null", O_WRONLY);
  splice(ends[0], nullptr, out, nullptr, 1, 0);  //@ splice
}
void in_eventfd() {
  const int fd = eventfd(0, 0);
  unsigned long value;
  (void)!read(fd, &value, sizeof value);  //@ eventfd
}
void unix_socket() {
  int pair[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  recv(pair[0], text, 1, 0);  //@ unix-socket
}
void inet_socket() {
  const int server = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind(server, reinterpret_cast<sockaddr*>(&address), sizeof address);
  listen(server, 1);
  accept(server, nullptr, nullptr);  //@ inet-socket
}
void terminal() {
  const int master = posix_openpt(O_RDWR | O_NOCTTY);
  grantpt(master);
  unlockpt(master);
  const int slave = open(ptsname(master), O_RDWR | O_NOCTTY);
  (void)!read(slave, text, 1);  //@ terminal
}

// --- locks in files
void record_lock() {
  const int fd = open(file, O_RDWR | O_CREAT, 0600);
  struct flock whole = {};
  whole.l_type = F_WRLCK;
  fcntl(fd, F_SETLKW, &whole);
  if (const pid_t child = fork(); child == 0) fcntl(fd, F_SETLKW, &whole);  //@ record-lock-2
  else waitpid(child, nullptr, 0);  //@ record-lock
}
void file_lock() {
  flock(open(file, O_RDWR | O_CREAT, 0600), LOCK_EX);
  flock(open(file, O_RDWR), LOCK_EX);  //@ file-lock
}

// --- threads
void mutex_self() {
  pthread_mutex_lock(&lock);
  pthread_mutex_lock(&lock);  //@ mutex-self
}
void mutex_owner() {
  sem_t started;
  sem_init(&started, 0, 0);
  start(lock_and_sleep, &started);
  sem_wait(&started);
  pthread_mutex_lock(&lock);  //@ mutex-owner
}
void mutex_dead() {
  pthread_join(start(lock_and_end), nullptr);
  pthread_mutex_lock(&lock);  //@ mutex-dead
}
void mutex_forked() {
  pthread_mutex_lock(&lock);
  if (const pid_t child = fork(); child == 0) pthread_mutex_lock(&lock);  //@ mutex-forked-2
  else waitpid(child, nullptr, 0);  //@ mutex-forked
}
void mutex_member() {
  pthread_mutex_lock(&pool.guard);
  pthread_mutex_lock(&pool.guard);  //@ mutex-member
}
void mutex_private() {
  void* memory = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* shared = static_cast<pthread_mutex_t*>(memory);
  pthread_mutex_init(shared, nullptr);
  pthread_mutex_lock(shared);
  if (const pid_t child = fork(); child == 0) pthread_mutex_lock(shared);  //@ mutex-private-2
  else waitpid(child, nullptr, 0);  //@ mutex-private
}
void mutex_robust_pi(bool robust) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  if (robust) pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  else pthread_mutexattr_setprotocol(&attributes, PTHREAD_PRIO_INHERIT);
  pthread_mutex_init(&lock, &attributes);
  sem_t started;
  sem_init(&started, 0, 0);
  start(lock_and_sleep, &started);
  sem_wait(&started);
  pthread_mutex_lock(&lock);  //@ mutex-robust
}
void std_mutex() {
  m.lock();
  m.lock();  //@ std-mutex
}
void condition() {
  pthread_mutex_lock(&lock);
  pthread_cond_wait(&ready, &lock);  //@ condition
}
void std_condition() {
  std::unique_lock<std::mutex> held(m);
  changed.wait(held, [] { return text[0] != 0; });  //@ std-condition
}
void semaphore() {
  sem_init(&slots, 0, 0);
  sem_wait(&slots);  //@ semaphore
}
void semaphore_private() {
  void* memory = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* shared = static_cast<sem_t*>(memory);
  sem_init(shared, 0, 0);
  if (const pid_t child = fork(); child == 0) sem_wait(shared);  //@ semaphore-private-2
  else waitpid(child, nullptr, 0);  //@ semaphore-private
}
void join_sleeper() {
  pthread_join(start(sleeper), nullptr);  //@ join
}
void read_write_lock() {
  pthread_rwlock_wrlock(&table);
  start([](void*) -> void* { pthread_rwlock_rdlock(&table); return nullptr; });  //@ rwlock
  for (;;) pause();
}
void dead_leader() {
  make_pipe();
  start(read_pipe);
  pthread_exit(nullptr);
}

// --- System V and POSIX IPC (the test removes what is made here; its number goes to standard output)
void tell(int id) {
  printf("%d\n", id);
  fflush(stdout);
}
void sem_op(bool timed) {
  const int id = semget(IPC_PRIVATE, 2, IPC_CREAT | 0600);
  tell(id);
  sembuf give = {1, 3, 0};
  semop(id, &give, 1);
  sembuf take[2] = {{1, -2, 0}, {1, -2, 0}};
  const timespec hour = {3600, 0};
  if (timed) semtimedop(id, take, 2, &hour);
  else semop(id, take, 2);  //@ semop
}
void msg_receive() {
  const int id = msgget(IPC_PRIVATE, IPC_CREAT | 0600);
  tell(id);
  struct { long type; char body[8]; } message = {1, "x"};
  msgsnd(id, &message, 1, 0);
  msgrcv(id, &message, 8, 5, 0);  //@ msgrcv
}
void msg_send() {
  const int id = msgget(IPC_PRIVATE, IPC_CREAT | 0600);
  tell(id);
  static struct { long type; char body[1024]; } message = {7, ""};
  for (;;) msgsnd(id, &message, sizeof message.body, 0);  //@ msgsnd
}
void mq_get(bool timed) {
  mq_attr attributes = {};
  attributes.mq_maxmsg = 2;
  attributes.mq_msgsize = 8;
  const mqd_t queue = mq_open(file, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
  if (queue == -1) _exit(98);
  mq_unlink(file);
  const timespec hour = in_an_hour();
  if (timed) mq_timedreceive(queue, text, 8, nullptr, &hour);
  else mq_receive(queue, text, 8, nullptr);  //@ mq-receive
}

// --- signals and children
void in_pause() {
  signal(SIGUSR1, [](int) {});
  pause();  //@ pause
}
void blocked_signal() {
  signal(SIGUSR1, [](int) {});
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  raise(SIGUSR1);
  pause();  //@ blocked-signal
}
void in_sigsuspend() {
  signal(SIGUSR1, [](int) {});
  signal(SIGUSR2, [](int) {});
  sigset_t set;
  sigfillset(&set);
  sigdelset(&set, SIGUSR2);
  sigsuspend(&set);  //@ sigsuspend
}
void in_sigwait() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGTERM);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  int got;
  sigwait(&set, &got);  //@ sigwait
}
void wait_child() {
  const pid_t child = fork();
  if (child == 0) for (;;) pause();
  waitpid(child, nullptr, 0);  //@ wait-child
}
void wait_any() {
  for (int i = 0; i < 2; ++i)
    if (fork() == 0) for (;;) pause();
  wait(nullptr);  //@ wait-any
}
void in_vfork() {
  if (vfork() == 0) for (;;) pause();  //@ vfork
}
void stopped() {
  raise(SIGSTOP);
}
void leaves_zombie() {
  if (fork() == 0) _exit(3);
  for (;;) pause();
}
void undumpable() {
  prctl(PR_SET_DUMPABLE, 0);
  for (;;) pause();
}

// --- for measurements: say at what time the last step was made
void stamp() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  dprintf(1, "%ld\n", now.tv_sec * 1'000'000'000L + now.tv_nsec);
}
void stamped() {
  make_pipe();
  stamp();
  (void)!read(ends[0], text, 1);
}
void stamped_pair() {
  fill_pipe();
  const pid_t child = fork();
  stamp();
  if (child == 0) {
    close(ends[0]);
    (void)!write(ends[1], text, 1);
  } else {
    close(ends[1]);
    waitpid(child, nullptr, 0);
  }
}

// --- what ends by itself
void timed_poll() { poll(nullptr, 0, 3600'000); }
void timed_ppoll() { const timespec hour = {3600, 0}; ppoll(nullptr, 0, &hour, nullptr); }
void timed_select() { timeval hour = {3600, 0}; select(0, nullptr, nullptr, nullptr, &hour); }
void timed_epoll() { in_epoll(3600'000); }
void timed_sleep() { sleep(3600); }
void timed_clock() { const timespec hour = in_an_hour(); clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &hour, nullptr); }
void timed_condition() {
  const timespec hour = in_an_hour();
  pthread_mutex_lock(&lock);
  pthread_cond_timedwait(&ready, &lock, &hour);
}
void timed_mutex() { const timespec hour = in_an_hour(); pthread_mutex_lock(&lock); pthread_mutex_timedlock(&lock, &hour); }
void timed_semaphore() { const timespec hour = in_an_hour(); sem_init(&slots, 0, 0); sem_timedwait(&slots, &hour); }
void timed_semop() { sem_op(true); }
void timed_sigwait() {
  sigset_t set;
  sigemptyset(&set);
  const timespec hour = {3600, 0};
  sigtimedwait(&set, nullptr, &hour);
}
void timed_mq() { mq_get(true); }
void timed_recv() {
  int pair[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  mmsghdr message = {};
  timespec hour = {3600, 0};
  recvmmsg(pair[0], &message, 1, 0, &hour);
}
void with_alarm() { alarm(3600); for (;;) pause(); }
void with_itimer() { const itimerval hour = {{0, 0}, {3600, 0}}; setitimer(ITIMER_REAL, &hour, nullptr); for (;;) pause(); }
void with_posix_timer() {
  timer_t timer;
  timer_create(CLOCK_MONOTONIC, nullptr, &timer);
  const itimerspec hour = {{0, 0}, {3600, 0}};
  timer_settime(timer, 0, &hour, nullptr);
  for (;;) pause();
}
void with_timerfd(bool armed) {
  const int fd = timerfd_create(CLOCK_MONOTONIC, 0);
  const itimerspec hour = {{0, 0}, {3600, 0}};
  if (armed) timerfd_settime(fd, 0, &hour, nullptr);
  unsigned long ticks;
  (void)!read(fd, &ticks, sizeof ticks);  //@ timerfd
}

const std::map<std::string, void (*)()> kModes = {
    {"self-write-end", self_write_end}, {"two-write-ends", two_write_ends}, {"child-holds", child_holds}, {"full-pipe", full_pipe},
    {"small-room", small_room}, {"fgets", in_fgets}, {"printf", in_printf}, {"fflush", in_flush}, {"system", in_system},
    {"popen", in_popen}, {"handler", in_handler}, {"nested", nested}, {"open-fifo", open_fifo}, {"read-fifo", read_fifo},
    {"poll", in_poll}, {"ppoll", in_ppoll}, {"select", in_select}, {"epoll", [] { in_epoll(-1); }}, {"splice", in_splice},
    {"eventfd", in_eventfd}, {"unix-socket", unix_socket}, {"inet-socket", inet_socket}, {"terminal", terminal},
    {"record-lock", record_lock}, {"file-lock", file_lock}, {"mutex-self", mutex_self}, {"mutex-owner", mutex_owner},
    {"mutex-dead", mutex_dead}, {"mutex-forked", mutex_forked}, {"mutex-member", mutex_member}, {"mutex-private", mutex_private},
    {"mutex-robust", [] { mutex_robust_pi(true); }}, {"mutex-pi", [] { mutex_robust_pi(false); }}, {"std-mutex", std_mutex},
    {"condition", condition}, {"std-condition", std_condition}, {"semaphore", semaphore}, {"semaphore-private", semaphore_private},
    {"join", join_sleeper}, {"rwlock", read_write_lock}, {"dead-leader", dead_leader}, {"semop", [] { sem_op(false); }},
    {"msgrcv", msg_receive}, {"msgsnd", msg_send}, {"mq-receive", [] { mq_get(false); }}, {"pause", in_pause},
    {"blocked-signal", blocked_signal}, {"sigsuspend", in_sigsuspend}, {"sigwait", in_sigwait}, {"wait-child", wait_child},
    {"wait-any", wait_any}, {"vfork", in_vfork}, {"stopped", stopped}, {"leaves-zombie", leaves_zombie}, {"undumpable", undumpable},
    {"stamped", stamped}, {"stamped-pair", stamped_pair}, {"timed-poll", timed_poll}, {"timed-ppoll", timed_ppoll}, {"timed-select", timed_select}, {"timed-epoll", timed_epoll},
    {"timed-sleep", timed_sleep}, {"timed-clock", timed_clock}, {"timed-condition", timed_condition}, {"timed-mutex", timed_mutex},
    {"timed-semaphore", timed_semaphore}, {"timed-semop", timed_semop}, {"timed-sigwait", timed_sigwait}, {"timed-mq", timed_mq},
    {"timed-recv", timed_recv}, {"alarm", with_alarm}, {"itimer", with_itimer}, {"posix-timer", with_posix_timer},
    {"timerfd", [] { with_timerfd(true); }}, {"unarmed-timerfd", [] { with_timerfd(false); }},
};

}  // namespace

int main(int count, char** arguments) {
  const auto mode = kModes.find(count > 1 ? arguments[1] : "");
  if (mode == kModes.end()) return 97;
  file = count > 2 ? arguments[2] : "";
  mode->second();
  return text[0];
}
