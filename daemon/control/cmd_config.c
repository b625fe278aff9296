// SPDX-License-Identifier: Apache-2.0
/* config: is the configuration good; every setting with its default and its sentence. */
#include "control/command.h"

enum outcome
cmd_config(struct command *command)
{
    const struct config_setting *setting;
    struct config config;
    const char *section = "";

    if (command->instance != NULL && !command_config(command, &config))
        return command_failed(command);
    for (size_t i = 0; (setting = config_setting(i)) != NULL; i++) {
        if (setting->section != section)
            printf("%s[%s]\n", i == 0 ? "" : "\n", setting->section);
        section = setting->section;
        printf("# %s\n%s%s = %s\n", setting->sentence, setting->standard == NULL ? "" : "#", setting->key,
               setting->standard == NULL ? "" : setting->standard);
    }
    return OUTCOME_DONE;
}
