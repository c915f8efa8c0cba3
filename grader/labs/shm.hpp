// What the checks of the shm lab have in common, in whichever file they stand.
#pragma once
#include "labs/alike.hpp"

#include <vector>

namespace ipclab::labs::shm {

// Steps 3 and 4, whose checks stand in shm_talk.cpp.
std::vector<check::Check> bell_and_room();

}  // namespace ipclab::labs::shm
