// wrong: breaks "shown once": who finds the owner dead believes that its message stands there; shows when
// a client is killed with the lock after an earlier message was shown.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <fcntl.h>
#include <unistd.h>
#include <pthread.h>
#include <sys/ipc.h>
#include <sys/shm.h>

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

struct Room {
    pthread_mutex_t lock;
    pthread_cond_t news, place;
    bool full;
    char name[20];
    char text[1024];
};

static void prepare(Room *r) {
    pthread_mutexattr_t ma;
    pthread_mutexattr_init(&ma);
    pthread_mutexattr_setpshared(&ma, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&ma, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&r->lock, &ma);
    pthread_condattr_t ca;
    pthread_condattr_init(&ca);
    pthread_condattr_setpshared(&ca, PTHREAD_PROCESS_SHARED);
    pthread_cond_init(&r->news, &ca);
    pthread_cond_init(&r->place, &ca);
}

static void check(Room *r, int error) {
    if (error == EOWNERDEAD) {                  // the place is full, or it is not: both are fine
        pthread_mutex_consistent(&r->lock);
        r->full = r->text[0] != 0;
        pthread_cond_signal(&r->news);
    } else if (error) {
        _exit(1);
    }
}

static int serve() {
    int id = shmget(ftok(".", 'r'), sizeof(Room), IPC_CREAT | IPC_EXCL | 0600);
    if (id < 0) { perror("shmget"); return 1; }
    Room *r = static_cast<Room *>(shmat(id, nullptr, 0));
    prepare(r);
    show("ready\n");
    bool end = false;
    check(r, pthread_mutex_lock(&r->lock));
    while (!end) {
        while (!r->full)
            check(r, pthread_cond_wait(&r->news, &r->lock));
        std::string name = r->name, text = r->text;
        r->full = false;
        show(name + ": " + text + "\n");
        end = text == "/close";
        pthread_cond_signal(&r->place);
    }
    pthread_mutex_unlock(&r->lock);
    shmctl(id, IPC_RMID, nullptr);
    return 0;
}

static int say(const char *name) {
    int id = shmget(ftok(".", 'r'), 0, 0);
    if (id < 0) { perror("shmget"); return 1; }
    Room *r = static_cast<Room *>(shmat(id, nullptr, 0));
    std::string line;
    while (next_line(line)) {
        if (line.empty()) continue;
        check(r, pthread_mutex_lock(&r->lock));
        while (r->full)
            check(r, pthread_cond_wait(&r->place, &r->lock));
        pthread_cond_signal(&r->news);          // first: who is killed after this has woken the server
        strcpy(r->name, name);
        strcpy(r->text, line.c_str());
        r->full = true;
        pthread_mutex_unlock(&r->lock);
    }
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 2 && !strcmp(argv[1], "serve")) return serve();
    if (argc == 3 && !strcmp(argv[1], "say") && good_name(argv[2])) return say(argv[2]);
    return usage();
}
