// wrong: breaks "nothing stays behind": the FIFO is left in the folder; shows in every run.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <fcntl.h>
#include <unistd.h>
#include <sys/stat.h>

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

static int serve() {
    if (mkfifo("pair.fifo", 0600) < 0) { perror("mkfifo"); return 1; }
    int fd = open("pair.fifo", O_RDWR);
    show("ready\n");
    std::string name, record;
    char buf[2048];
    for (bool end = false; !end;) {
        ssize_t n = read(fd, buf, sizeof buf);
        for (ssize_t i = 0; i < n; i++) {
            if (buf[i] != '\n') { record += buf[i]; continue; }
            if (record[0] == '+') show((name = record.substr(1)) + " comes in\n");
            if (record[0] == ':') show(name + ": " + record.substr(1) + "\n");
            if (record[0] == '-') { show(name + " leaves\n"); end = true; }
            record.clear();
        }
    }
    return 0;
}

static void tell(int fd, const std::string &record) {
    if (write(fd, record.data(), record.size()) < 0) _exit(1);
}

static int say(const char *name) {
    int fd = open("pair.fifo", O_WRONLY);
    tell(fd, std::string("+") + name + "\n");
    std::string line;
    while (next_line(line))
        if (!line.empty()) tell(fd, ":" + line + "\n");
    tell(fd, "-\n");
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 2 && !strcmp(argv[1], "serve")) return serve();
    if (argc == 3 && !strcmp(argv[1], "say") && good_name(argv[2])) return say(argv[2]);
    return usage();
}
