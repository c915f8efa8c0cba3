// wrong: breaks "SIGINT may come at any moment after ready": SIGINT is blocked only after ready has been
// printed; shows when it comes at once.
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
#include <atomic>

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
    std::atomic<int> open;
    pthread_mutex_t lock;
    pthread_cond_t news, place;
    bool closed, full;
    char name[20];
    char text[1024];
};

static Room *room;

static void prepare(Room *r) {
    pthread_mutexattr_t ma;
    pthread_mutexattr_init(&ma);
    pthread_mutexattr_setpshared(&ma, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&r->lock, &ma);
    pthread_condattr_t ca;
    pthread_condattr_init(&ca);
    pthread_condattr_setpshared(&ca, PTHREAD_PROCESS_SHARED);
    pthread_cond_init(&r->news, &ca);
    pthread_cond_init(&r->place, &ca);
}

static void *doorkeeper(void *set) {
    int sig;
    sigwait(static_cast<sigset_t *>(set), &sig);
    pthread_mutex_lock(&room->lock);
    room->closed = true;
    pthread_cond_broadcast(&room->news);
    pthread_cond_broadcast(&room->place);
    pthread_mutex_unlock(&room->lock);
    return nullptr;
}

static int serve() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    int id = shmget(ftok(".", 'd'), sizeof(Room), IPC_CREAT | IPC_EXCL | 0600);
    if (id < 0) { perror("shmget"); return 1; }
    Room *r = room = static_cast<Room *>(shmat(id, nullptr, 0));
    prepare(r);
    show("ready\n");
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    pthread_t keeper;
    pthread_create(&keeper, nullptr, doorkeeper, &set);
    r->open = 1;
    pthread_mutex_lock(&r->lock);
    for (;;) {
        while (!r->full && !r->closed)
            pthread_cond_wait(&r->news, &r->lock);
        if (!r->full) break;
        show(std::string(r->name) + ": " + r->text + "\n");
        r->full = false;
        pthread_cond_signal(&r->place);
    }
    pthread_mutex_unlock(&r->lock);
    pthread_join(keeper, nullptr);
    shmctl(id, IPC_RMID, nullptr);
    return 0;
}

static int too_late() {
    fputs("the room is closed\n", stderr);
    return 4;
}

static int say(const char *name) {
    int id;
    while ((id = shmget(ftok(".", 'd'), 0, 0)) < 0)
        usleep(5000);
    void *at = shmat(id, nullptr, 0);
    if (at == reinterpret_cast<void *>(-1)) return too_late();
    Room *r = static_cast<Room *>(at);
    while (!r->open)
        usleep(5000);
    std::string line;
    while (next_line(line)) {
        if (line.empty()) continue;
        pthread_mutex_lock(&r->lock);
        while (r->full && !r->closed)
            pthread_cond_wait(&r->place, &r->lock);
        if (r->closed) {
            pthread_mutex_unlock(&r->lock);
            return too_late();
        }
        strcpy(r->name, name);
        strcpy(r->text, line.c_str());
        r->full = true;
        pthread_cond_signal(&r->news);
        pthread_mutex_unlock(&r->lock);
    }
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 2 && !strcmp(argv[1], "serve")) return serve();
    if (argc == 3 && !strcmp(argv[1], "say") && good_name(argv[2])) return say(argv[2]);
    return usage();
}
