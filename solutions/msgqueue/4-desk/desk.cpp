// desk: one process answers what others ask; questions and answers go through one queue.
//   desk answer KEY            answers, until it is told to stop
//   desk ask KEY < questions   prints the answer to each line
#include "slip.hpp"

namespace {

int queue = -1;

// A call has failed, and errno says why: because the queue has been removed? That is how it ends here.
bool queue_is_gone() {
  //[fix removed-under-reader]
  //| return false;
  return errno == EIDRM || errno == EINVAL;  // while the call waited; before it began
  //[end]
}

// Called when SIGINT or SIGTERM has come, in a thread of its own.
void stop_answering() {
  //[fix queue-leak]
  //| std::_Exit(0);
  ::msgctl(queue, IPC_RMID, nullptr);  // and whoever waits there wakes up
  //[end]
}

int answer(key_t key) {
  queue = ::msgget(key, IPC_CREAT | IPC_EXCL | 0600);
  if (queue < 0) return complain("the queue cannot be made", 1);
  when_told_to_stop(stop_answering);
  say("ready");
  Slip slip;
  while (::msgrcv(queue, &slip, kSlip, kQuestion, 0) >= 0) {
    make_answer(slip.text);
    //[fix wrong-reply]
    //| slip.type = kAnswer;
    slip.type = slip.from;
    //[end]
    if (::msgsnd(queue, &slip, kSlip, 0) < 0) break;
  }
  return queue_is_gone() ? 0 : complain("the queue does not do what it should", 1);
}

bool send_question(Slip& slip) {
  slip.type = kQuestion;
  slip.from = ::getpid();
  return ::msgsnd(queue, &slip, kSlip, 0) == 0;
}

bool receive_answer(Slip& slip) {
  //[fix wrong-reply]
  //| return ::msgrcv(queue, &slip, kSlip, kAnswer, 0) >= 0;
  return ::msgrcv(queue, &slip, kSlip, ::getpid(), 0) >= 0;  // of all answers, the next one to us
  //[end]
}

int trouble() {
  if (queue_is_gone()) return complain("nobody answers any more", 3);
  return complain("the queue does not do what it should", 1);
}

int ask(key_t key) {
  queue = ::msgget(key, 0);
  if (queue < 0) return complain("nobody answers there", 3);
  Slip slip;
  //[fix asks-all-first]
  //| int asked = 0;
  //| for (; next_line(slip.text); ++asked)
  //|   if (!send_question(slip)) return trouble();
  //| for (; asked > 0; --asked) {
  //|   if (!receive_answer(slip)) return trouble();
  //|   say(slip.text);
  //| }
  while (next_line(slip.text)) {
    if (!send_question(slip) || !receive_answer(slip)) return trouble();
    say(slip.text);
  }
  //[end]
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string role = argc == 3 ? argv[1] : "";
  if (role == "answer") return answer(key_of(argv[2]));
  if (role == "ask") return ask(key_of(argv[2]));
  return complain("usage: desk answer KEY, or desk ask KEY < questions", 2);
}
