// What happened in a trial, in the order in which it was decided: the stuff of which a timeline is drawn.
#pragma once
#include "observe/standstill.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ipclab::schedule {

struct Event {
  enum class Kind {
    starts,     // a process or thread has begun; `by`: who made it
    acts,       // it is let go at a point and makes the call
    held,       // the schedule passes it over at this point from here on, although it could go on
    blocks,     // it now sleeps in the kernel, in `call`, for `object`
    wakes,      // it slept, and somebody has ended that; `by`: whose turn it was
    prints,     // the grader has read this much from it (`object`: the bytes, escaped)
    signalled,  // a timer or the grader has sent it the signal `object`
    times_out,  // the time of its call has run out
    ends,       // it has ended; `object`: "exit 0", "SIGINT"
    time,       // virtual time has moved on; `object`: "+1 s"
  } kind = Kind::acts;
  std::string who;     // PointKey::who, or "grader", or "clock"
  std::string call;    // the point, or the system call it sleeps in
  std::string object;
  std::string by;
  std::optional<observe::SourceLine> at;
  std::uint64_t now = 0;  // virtual time, ns
  std::optional<observe::SourceLine> from = {};  // the call in the program's own file that led to `at`
};

using Timeline = std::vector<Event>;

}  // namespace ipclab::schedule
