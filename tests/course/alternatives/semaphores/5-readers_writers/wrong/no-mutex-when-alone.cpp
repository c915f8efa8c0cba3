// wrong: a writer that finds nobody there and nobody waiting comes in without the mutex
#include <iostream>
#include <pthread.h>
#include <string>
#include <sys/ipc.h>
#include <sys/shm.h>

struct Board {
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  int readers, writers, waiting;
};

class Visit {
 public:
  Visit(Board* board, bool writes) : board_(board), writes_(writes) {
    if (writes_ && board_->waiting++ + board_->readers + board_->writers == 0) {
      ++board_->writers;
      --board_->waiting;
      return;
    }
    pthread_mutex_lock(&board_->mutex);
    if (writes_) {
      while (board_->readers + board_->writers > 0) pthread_cond_wait(&board_->changed, &board_->mutex);
      --board_->waiting;
      ++board_->writers;
    } else {
      while (board_->writers + board_->waiting > 0) pthread_cond_wait(&board_->changed, &board_->mutex);
      ++board_->readers;
    }
    pthread_mutex_unlock(&board_->mutex);
  }
  ~Visit() {
    pthread_mutex_lock(&board_->mutex);
    --(writes_ ? board_->writers : board_->readers);
    pthread_cond_broadcast(&board_->changed);
    pthread_mutex_unlock(&board_->mutex);
  }
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

 private:
  Board* board_;
  bool writes_;
};

void until_end_of_input() {
  for (std::string line; std::getline(std::cin, line);) {
  }
}

int main(int argc, char** argv) {
  const std::string what = argc == 2 ? argv[1] : "";
  const key_t key = ftok(".", 'b');
  if (what == "keep") {
    const int id = shmget(key, sizeof(Board), IPC_CREAT | 0600);
    Board* board = static_cast<Board*>(shmat(id, nullptr, 0));
    pthread_mutexattr_t mutex;
    pthread_mutexattr_init(&mutex);
    pthread_mutexattr_setpshared(&mutex, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&board->mutex, &mutex);
    pthread_condattr_t condition;
    pthread_condattr_init(&condition);
    pthread_condattr_setpshared(&condition, PTHREAD_PROCESS_SHARED);
    pthread_cond_init(&board->changed, &condition);
    board->readers = board->writers = board->waiting = 0;
    std::cout << "open" << std::endl;
    until_end_of_input();
    shmctl(id, IPC_RMID, nullptr);
    return 0;
  }
  if (what == "read" || what == "write") {
    Board* board = static_cast<Board*>(shmat(shmget(key, 0, 0), nullptr, 0));
    Visit visit(board, what == "write");
    std::cout << "in" << std::endl;
    until_end_of_input();
    std::cout << "out" << std::endl;
    return 0;
  }
  std::cerr << "keep? read? write?" << std::endl;
  return 2;
}
