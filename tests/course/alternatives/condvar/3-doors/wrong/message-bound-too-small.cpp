// wrong: breaks "lines and NAMEs of any length": name and text share 1024 bytes; shows with a line of
// 1023 bytes (the program writes over the end of its buffer).
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <fcntl.h>
#include <unistd.h>
#include <sys/ipc.h>
#include <sys/msg.h>

static bool next_line(std::string &line) {      // false: the input has ended
    static char buf[4096];
    static ssize_t have = 0, at = 0;
    line.clear();
    bool any = false;
    for (;;) {
        if (at == have) {
            do have = read(0, buf, sizeof buf); while (have < 0 && errno == EINTR);
            at = 0;
            if (have <= 0) { have = 0; return any; }
        }
        any = true;
        char c = buf[at++];
        if (c == '\n') return true;
        if (line.size() < 1023) line += c;
    }
}

static void show(const std::string &s) {
    size_t done = 0;
    while (done < s.size()) {
        ssize_t n = write(1, s.data() + done, s.size() - done);
        if (n < 0 && errno != EINTR) _exit(1);
        if (n > 0) done += n;
    }
}

static int usage() {
    fputs("usage: serve | say NAME\n", stderr);
    return 2;
}

static bool good_name(const char *s) {
    size_t n = strlen(s);
    return n >= 1 && n <= 19 && !strpbrk(s, ":\n");
}

struct Message {
    long type;
    int from;
    char text[1024];
};

static int queue;
static volatile sig_atomic_t closed;

static void close_door(int) { closed = 1; msgctl(queue, IPC_RMID, nullptr); }

static int serve() {
    queue = msgget(ftok(".", 'D'), IPC_CREAT | IPC_EXCL | 0600);
    if (queue < 0) { perror("msgget"); return 1; }
    struct sigaction sa = {};
    sa.sa_handler = close_door;
    sigaction(SIGINT, &sa, nullptr);
    show("ready\n");
    Message m;
    while (!closed) {
        ssize_t n = msgrcv(queue, &m, sizeof m - sizeof(long), 1, 0);
        if (n < 0) continue;
        show(std::string(m.text, n - sizeof m.from) + "\n");
        m.type = m.from;
        while (msgsnd(queue, &m, sizeof m.from, 0) < 0 && !closed) { }
    }
    return 0;
}

static int say(const char *name) {
    int q;
    while ((q = msgget(ftok(".", 'D'), 0)) < 0) usleep(5000);
    std::string line;
    while (next_line(line)) {
        if (line.empty()) continue;
        std::string s = std::string(name) + ": " + line;
        Message m;
        m.type = 1;
        m.from = getpid();
        memcpy(m.text, s.data(), s.size());
        if (msgsnd(q, &m, sizeof m.from + s.size(), 0) < 0 ||
            msgrcv(q, &m, sizeof m - sizeof(long), getpid(), 0) < 0) {
            fputs("the queue is gone\n", stderr);
            return 4;
        }
    }
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 2 && !strcmp(argv[1], "serve")) return serve();
    if (argc == 3 && !strcmp(argv[1], "say") && good_name(argv[2])) return say(argv[2]);
    return usage();
}
