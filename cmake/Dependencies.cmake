# Everything here comes from the distribution's packages; nothing is fetched.
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
if(POLICY CMP0167)  # from CMake 3.30 on Boost's own configuration is asked
  cmake_policy(SET CMP0167 NEW)
endif()
find_package(Boost 1.74 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(libseccomp REQUIRED IMPORTED_TARGET libseccomp>=2.5)
pkg_check_modules(libdw REQUIRED IMPORTED_TARGET libdw)
if(NOT TARGET yaml-cpp::yaml-cpp)  # before yaml-cpp 0.8
  add_library(yaml-cpp::yaml-cpp ALIAS yaml-cpp)
endif()
