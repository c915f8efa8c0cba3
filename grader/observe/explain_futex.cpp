// Waits on memory: mutexes, conditions, semaphores and threads as glibc builds them from futex(2).
// Which of them it is tells the function that was called; what is in it, its layout: the same since glibc 2.25
// (pthread_mutex_t, sem_t of 64-bit systems), part of the ABI.
#include "observe/explain.hpp"
#include "observe/memory.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <linux/futex.h>
#include <unistd.h>

namespace ipclab::observe {
namespace {

enum class Kind { mutex, condition, semaphore, join, other };

struct Function { std::string_view name; Kind kind; };
constexpr auto kFunctions = std::to_array<Function>({
    {"pthread_mutex_lock", Kind::mutex},
    {"pthread_cond_wait", Kind::condition},
    {"sem_wait", Kind::semaphore},
    {"pthread_join", Kind::join},
    {"mtx_lock", Kind::mutex},
    {"cnd_wait", Kind::condition},
    {"thrd_join", Kind::join},
    {"pthread_mutex_timedlock", Kind::mutex},
    {"pthread_mutex_clocklock", Kind::mutex},
    {"pthread_cond_timedwait", Kind::condition},
    {"pthread_cond_clockwait", Kind::condition},
    {"sem_timedwait", Kind::semaphore},
    {"sem_clockwait", Kind::semaphore},
    {"std::condition_variable::wait", Kind::condition},
    {"std::thread::join", Kind::join},
    {"pthread_rwlock_rdlock", Kind::other},
    {"pthread_rwlock_wrlock", Kind::other},
    {"pthread_barrier_wait", Kind::other},
    {"pthread_once", Kind::other},
});

const Function* function_of(const Backtrace& stack) {
  auto names = stack.libraries;
  names.push_back(stack.called);
  for (const std::string& name : names) {
    const auto row =
        std::find_if(kFunctions.begin(), kFunctions.end(), [&](const Function& f) { return f.name == name; });
    if (row != kFunctions.end()) return &*row;
  }
  return nullptr;
}

// Where the word lies: "`lock`", "in /dev/shm/x (byte 64)". `variable` is set when it belongs to a variable of `size`
// bytes, and so is all of it.
struct Location { std::string text; std::optional<std::string> variable; bool shared = false; };
Location locate(Explainer& explainer, const Task& task, unsigned long address, std::size_t size) {
  Location result;
  const Mapping* mapping = explainer.scene().mapping_at(task.pid, address);
  result.shared = mapping != nullptr && mapping->shared;
  if (const auto variable = explainer.program(task.pid).variable_at(address)) {
    if (variable->size == size) result.variable = variable->name;
    result.text = result.variable ? fmt::format("`{}`", variable->name)
                                  : fmt::format("in `{}` (byte {})", variable->name, variable->offset);
  } else if (result.shared) {
    const unsigned long offset = address - mapping->start + mapping->offset;
    if (mapping->path.starts_with("/SYSV"))
      result.text = fmt::format("in shared memory segment {} (byte {})", mapping->inode, offset);
    else if (mapping->path == "/dev/zero (deleted)") result.text = "in anonymous shared memory";
    else result.text = fmt::format("in {} (byte {})", mapping->path, offset);
  }
  return result;
}

std::string object_text(std::string_view what, const Location& where) {
  if (where.text.empty()) return std::string(what);
  return fmt::format("{} {}", what, where.text);
}

std::string call_text(std::string_view function, const Location& where) {
  return where.variable ? fmt::format("{}(&{})", function, *where.variable) : std::string(function);
}

struct Mutex { unsigned lock; unsigned count; int owner; unsigned users; int kind; };
constexpr int kRobust = 16, kPriorityInherit = 32;
constexpr std::size_t kMutexSize = 40, kConditionSize = 48, kSemaphoreSize = 32;

// The thread that has it locked; 0 when that is not recorded.
pid_t owner_of(const Mutex& mutex) {
  if ((mutex.kind & (kRobust | kPriorityInherit)) != 0) return static_cast<pid_t>(mutex.lock & FUTEX_TID_MASK);
  return mutex.lock == 0 ? 0 : mutex.owner;
}

bool is_gone(pid_t tid) { return ::access(ProcPath(tid, "stat").c_str(), F_OK) != 0; }

bool has_memory(Explainer& explainer, pid_t pid, const Mapping& memory) {
  const auto& mappings = explainer.scene().mappings(pid);
  return std::any_of(mappings.begin(), mappings.end(), [&](const Mapping& other) {
    return other.shared && other.inode == memory.inode && other.path == memory.path;
  });
}

// The task that the number in a mutex stands for: a thread of the same process; in shared memory, of one that has that
// memory too; else of the parent. Numbers are given out again: one that fits none of these is somebody else by now.
const Task* holder_of(Explainer& explainer, const Task& task, pid_t owner) {
  Scene& scene = explainer.scene();
  const Task* holder = scene.find_thread(owner);
  const Mapping* mapping = scene.mapping_at(task.pid, task.args[0]);
  if (holder == nullptr || mapping == nullptr || holder->pid == task.pid) return holder;
  const auto& children = scene.children(holder->pid);
  const bool forked = std::find(children.begin(), children.end(), task.pid) != children.end();
  if (!mapping->shared) return forked ? holder : nullptr;  // this process has a copy of its parent's memory
  return has_memory(explainer, holder->pid, *mapping) ? holder : nullptr;
}

bool is_shared(Explainer& explainer, const Task& task) {
  const Mapping* mapping = explainer.scene().mapping_at(task.pid, task.args[0]);
  return mapping != nullptr && mapping->shared;
}

std::string why_locked(Explainer& explainer, const Task& task, const std::string& object, pid_t owner) {
  Scene& scene = explainer.scene();
  if (owner <= 0) return fmt::format("Who has the {} locked is not recorded in it.", object);
  if (owner == task.tid)
    return fmt::format("The {} is locked by this very thread, which locks it a second time.", object);
  const Task* holder = holder_of(explainer, task, owner);
  const auto& fates = scene.known().fates;
  if (const auto fate = fates.find(owner); holder == nullptr && is_gone(owner) && fate != fates.end())
    return fmt::format("The {} is still locked by {}.", object, fate->second);
  if (holder == nullptr)
    return fmt::format("The {} is locked by thread {}{}.", object, owner,
                       is_gone(owner) ? ", which no longer exists" : "");
  if (holder->pid != task.pid && !is_shared(explainer, task))
    return fmt::format(
        "The {} was locked by {} when this process was forked; nobody in this process can unlock its copy.", object,
        scene.name(*holder));
  const auto index = static_cast<std::size_t>(holder - scene.tasks().data());
  const std::string& call = explainer.readings().at(index).call;
  const bool deaf = holder->pid != task.pid && (task.args[1] & FUTEX_PRIVATE_FLAG) != 0;
  return fmt::format(
      "The {} is locked by {}, which itself {}.{}", object, scene.name(*holder),
      call.empty() ? "is stopped" : "sleeps in " + call,
      deaf ? " It was made for the threads of one process (pshared is 0): an unlock by another does not wake this one."
           : "");
}

// Everybody who has the word that `task` waits at, itself too.
std::string who_has_the_word(Explainer& explainer, const Task& task) {
  constexpr std::size_t most = 5;
  Scene& scene = explainer.scene();
  const Mapping* memory = scene.mapping_at(task.pid, task.args[0]);
  std::vector<std::string> names;
  for (const pid_t pid : scene.processes())
    if (pid == task.pid || (memory != nullptr && memory->shared && has_memory(explainer, pid, *memory))) names.push_back(scene.name(pid));
  if (names.size() == 1) return "the threads of " + names.front();
  if (names.size() > most) {
    const std::size_t more = names.size() - most;
    names.resize(most);
    names.push_back(fmt::format("{} more", more));
  }
  return join(names);
}

bool is_alone_with_the_word(Explainer& explainer, const Task& task) {
  Scene& scene = explainer.scene();
  const Mapping* memory = scene.mapping_at(task.pid, task.args[0]);
  if (scene.threads_of(task.pid).size() > 1) return false;
  if (memory == nullptr || !memory->shared) return true;
  const auto& processes = scene.processes();
  return std::none_of(processes.begin(), processes.end(), [&](pid_t pid) { return pid != task.pid && has_memory(explainer, pid, *memory); });
}

// What a wake-up would have to come from, when the word is one process's own.
std::string who_could(Explainer& explainer, const Task& task, std::string_view act, bool shared_memory) {
  const bool private_wake = (task.args[1] & FUTEX_PRIVATE_FLAG) != 0;
  const std::string_view what = act == "signal" ? "the condition" : act == "post" ? "the semaphore" : act == "unlock" ? "the mutex" : "it";
  if (private_wake && shared_memory)
    return fmt::format(
        "{} lies in shared memory, but was made for the threads of one process (pshared is 0): another process's {} "
        "does not wake it.",
        act == "wake" ? "The word" : "T" + std::string(what.substr(1)), act);
  if (private_wake && explainer.scene().threads_of(task.pid).size() == 1)
    return fmt::format("{} has no other thread that could {} it.", explainer.scene().name(task.pid), act);
  if (is_alone_with_the_word(explainer, task)) return fmt::format("Nobody else is left who could {} {}.", act, what);
  return fmt::format("Only {} could {} {}, and all of them sleep.", who_has_the_word(explainer, task), act, what);
}

Reading read_mutex(Explainer& explainer, const Task& task, std::string_view function) {
  const Location where = locate(explainer, task, task.args[0], kMutexSize);
  Reading reading;
  reading.call = call_text(function, where);
  reading.object = object_text("mutex", where);
  const auto mutex = peek<Mutex>(task.tid, task.args[0]);
  const pid_t owner = mutex ? owner_of(*mutex) : 0;
  const Task* holder = owner > 0 ? holder_of(explainer, task, owner) : nullptr;
  if (holder != nullptr && (holder->pid == task.pid || where.shared)) reading.waits_for.push_back(owner);
  const bool free = mutex && mutex->lock == 0;
  reading.because = [&explainer, &task, owner, free, object = reading.object, shared = where.shared] {
    if (!free) return why_locked(explainer, task, object, owner);
    return fmt::format("The {} is free by now, but nobody has woken this thread. {}", object,
                       who_could(explainer, task, "unlock", shared));
  };
  return reading;
}

Reading read_semaphore(Explainer& explainer, const Task& task, std::string_view function) {
  const Location where = locate(explainer, task, task.args[0], kSemaphoreSize);
  Reading reading;
  reading.call = call_text(function, where);
  const auto value = peek<unsigned>(task.tid, task.args[0]);
  const std::string object = object_text("semaphore", where);
  reading.object = value ? fmt::format("{} (value {})", object, *value) : object;
  reading.because = [&explainer, &task, object, value, shared = where.shared] {
    const std::string has = value ? fmt::format("The {} has the value {}. ", object, *value) : "";
    return has + who_could(explainer, task, "post", shared);
  };
  return reading;
}

Reading read_join(Explainer& explainer, const Task& task, std::string_view function) {
  Reading reading;
  const auto thread = static_cast<pid_t>(task.args[2]);  // the word is the thread's id until it has ended
  reading.call = fmt::format("{}({})", function, explainer.scene().name_of_thread(thread));
  reading.object = explainer.scene().name_of_thread(thread);
  const Task* joined = explainer.scene().find_thread(thread);
  if (joined != nullptr) reading.waits_for.push_back(thread);
  reading.because = [&explainer, joined, name = reading.object]() -> std::string {
    if (joined == nullptr) return fmt::format("What {} does is not known.", name);
    if (joined->state == 'T') return fmt::format("T{} is stopped.", name.substr(1));
    const auto index = static_cast<std::size_t>(joined - explainer.scene().tasks().data());
    return fmt::format("T{} itself sleeps in {}.", name.substr(1), explainer.readings().at(index).call);
  };
  return reading;
}

}  // namespace

Reading read_futex_wait(Explainer& explainer, const Task& task, const Call& call, const Backtrace& stack) {
  const Function* function = call.waits == Waits::futex ? function_of(stack) : nullptr;
  const auto operation = static_cast<int>(task.args[1]) & FUTEX_CMD_MASK;
  if (function != nullptr && function->kind == Kind::mutex) return read_mutex(explainer, task, function->name);
  // Woken from the condition, it waits for the mutex: only a mutex is waited for so.
  if (function != nullptr && function->kind == Kind::condition && operation == FUTEX_WAIT && task.args[2] == 2) {
    Reading reading = read_mutex(explainer, task, function->name);
    reading.call = std::string(function->name);
    return reading;
  }
  if (function != nullptr && function->kind == Kind::semaphore) return read_semaphore(explainer, task, function->name);
  if (function != nullptr && function->kind == Kind::join) return read_join(explainer, task, function->name);
  const std::size_t size = function != nullptr && function->kind == Kind::condition ? kConditionSize : 0;
  Location where = locate(explainer, task, task.args[0], size == 0 ? sizeof(int) : size);
  Reading reading;
  const bool condition = size != 0;
  reading.call = function != nullptr ? call_text(function->name, where) : call_text(call.name, where);
  reading.object = object_text(condition ? "condition" : "word of memory", where);
  reading.because = [&explainer, &task, condition, shared = where.shared] {
    return who_could(explainer, task, condition ? "signal" : "wake", shared);
  };
  return reading;
}

}  // namespace ipclab::observe
