// right: System V message queue; the kernel puts a message in whole or not at all.
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
    char text[1100];
};

static void tell(int q, long type, const std::string &s) {
    Message m;
    m.type = type;
    memcpy(m.text, s.data(), s.size());
    while (msgsnd(q, &m, s.size(), 0) < 0)
        if (errno != EINTR) _exit(1);
}

static std::string hear(int q, long type) {
    Message m;
    ssize_t n;
    while ((n = msgrcv(q, &m, sizeof m.text, type, 0)) < 0)
        if (errno != EINTR) _exit(1);
    return std::string(m.text, n);
}

static int serve() {
    int q = msgget(ftok(".", 'R'), IPC_CREAT | IPC_EXCL | 0600);
    if (q < 0) { perror("msgget"); return 1; }
    show("ready\n");
    std::string s;
    do {
        s = hear(q, 1);
        show(s + "\n");
    } while (s.substr(s.find(':')) != ": /close");
    msgctl(q, IPC_RMID, nullptr);
    return 0;
}

static int say(const char *name) {
    int q = msgget(ftok(".", 'R'), 0);
    std::string line;
    while (next_line(line))
        if (!line.empty()) tell(q, 1, std::string(name) + ": " + line);
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 2 && !strcmp(argv[1], "serve")) return serve();
    if (argc == 3 && !strcmp(argv[1], "say") && good_name(argv[2])) return say(argv[2]);
    return usage();
}
