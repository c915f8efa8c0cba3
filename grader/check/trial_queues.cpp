// The grader at a System V message queue: a neighbour like others, who never waits there.
#include "check/engine.hpp"
#include "check/trial.hpp"
#include "check/words.hpp"

#include <cerrno>
#include <cstring>
#include <string>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/stat.h>

namespace ipclab::check {
namespace {

// A message as the kernel wants it: its type, and the bytes behind it.
std::string packed(long type, std::string_view bytes) {
  std::string message(sizeof type, '\0');
  std::memcpy(message.data(), &type, sizeof type);
  return message.append(bytes);
}

std::string the_queue(int key) { return "the queue with the key " + as_key(key); }

std::string trouble_with(int key, std::string_view what) {
  return the_queue(key) + " " + std::string(what) + ": " + std::strerror(errno);
}

}  // namespace

void Trial::put_message(int key, long type, std::string_view bytes) {
  engine_->turn("put_message");
  if (over()) return;
  const std::string message = packed(type, bytes);
  int id = ::msgget(key, 0);
  if (id < 0) {
    id = ::msgget(key, IPC_CREAT | 0666);
    msqid_ds about{};
    struct stat home {};
    if (id >= 0 && ::msgctl(id, IPC_STAT, &about) == 0 && ::stat(engine_->world().directory().c_str(), &home) == 0) {
      about.msg_perm.mode = 0666;         // whatever the umask
      about.msg_perm.uid = home.st_uid;  // only its owner may remove it
      ::msgctl(id, IPC_SET, &about);
    }
  }
  if (id < 0 || ::msgsnd(id, message.data(), bytes.size(), IPC_NOWAIT) != 0) return give_up(trouble_with(key, "takes no message"));
  engine_->did("put a message of type " + std::to_string(type) + " into " + the_queue(key));
}

std::optional<Message> Trial::take_message(int key, long type) {
  if (over() || engine_->run_until([] { return false; }) == Engine::Halt::over) return std::nullopt;
  engine_->turn("take_message");
  if (over()) return std::nullopt;
  std::string room = packed(0, std::string(1U << 20, '\0'));
  const int id = ::msgget(key, 0);
  const ssize_t got = id < 0 ? -1 : ::msgrcv(id, room.data(), room.size() - sizeof(long), type, IPC_NOWAIT);
  if (got < 0) {
    if (errno != ENOENT && errno != ENOMSG && errno != EIDRM) give_up(trouble_with(key, "gives no message"));
    return std::nullopt;
  }
  Message message;
  std::memcpy(&message.type, room.data(), sizeof message.type);
  engine_->did("took a message of type " + std::to_string(message.type) + " out of " + the_queue(key));
  message.bytes = room.substr(sizeof message.type, static_cast<std::size_t>(got));
  return message;
}

std::optional<std::size_t> Trial::messages_in(int key) {
  if (over() || engine_->run_until([] { return false; }) == Engine::Halt::over) return std::nullopt;
  msqid_ds about{};
  const int id = ::msgget(key, 0);
  if (id < 0 || ::msgctl(id, IPC_STAT, &about) != 0) return std::nullopt;
  return about.msg_qnum;
}

void Trial::remove_queue(int key) {
  engine_->turn("remove_queue");
  if (over()) return;
  if (const int id = ::msgget(key, 0); id >= 0 && ::msgctl(id, IPC_RMID, nullptr) == 0) engine_->did("removed " + the_queue(key));
}

}  // namespace ipclab::check
