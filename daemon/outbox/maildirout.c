// SPDX-License-Identifier: Apache-2.0
#include "outbox/maildirout.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

enum { GROUP_MAX = 64 }; /* mails made durable together */

struct mails {
    struct maildirout_mail *first, **last;
};

struct maildirout {
    int tmp, new, event;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct mails waiting, finished; /* under lock */
    bool stopping;                  /* under lock */
};

static void
mails_add(struct mails *mails, struct maildirout_mail *mail)
{
    mail->next = NULL;
    if (mails->first == NULL)
        mails->last = &mails->first;
    *mails->last = mail;
    mails->last = &mail->next;
}

static struct maildirout_mail *
mails_take(struct mails *mails)
{
    struct maildirout_mail *mail = mails->first;

    if (mail != NULL)
        mails->first = mail->next;
    return mail;
}

static bool
write_all(int descriptor, struct span bytes, struct error *err)
{
    while (bytes.len > 0) {
        ssize_t written = write(descriptor, bytes.data, bytes.len);

        if (written < 0 && errno != EINTR)
            return error_errno(err, "writing an outgoing mail");
        if (written > 0)
            bytes = span_from(bytes, (size_t)written);
    }
    return true;
}

static bool
write_tmp(struct maildirout *maildir, const struct maildirout_mail *mail, struct error *err)
{
    char name[256];
    int descriptor;
    bool good;

    snprintf(name, sizeof name, "%.*s", SPAN_ARG(mail->name));
    descriptor = openat(maildir->tmp, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
    if (descriptor < 0)
        return error_errno(err, "creating tmp/%s", name);
    good = write_all(descriptor, mail->bytes, err);
    if (close(descriptor) != 0 && good)
        good = error_errno(err, "closing tmp/%s", name);
    return good;
}

static bool
move_in(struct maildirout *maildir, const struct maildirout_mail *mail, struct error *err)
{
    char name[256];

    snprintf(name, sizeof name, "%.*s", SPAN_ARG(mail->name));
    if (renameat(maildir->tmp, name, maildir->new, name) != 0)
        return error_errno(err, "moving %s into new/", name);
    return true;
}

static void
fail_good_ones(struct maildirout_mail **group, size_t count, const struct error *err)
{
    for (size_t i = 0; i < count; i++)
        if (group[i]->good) {
            group[i]->good = false;
            group[i]->err = *err;
        }
}

static void
deliver(struct maildirout *maildir, struct maildirout_mail **group, size_t count)
{
    struct error err;

    for (size_t i = 0; i < count; i++)
        group[i]->good = write_tmp(maildir, group[i], &group[i]->err);
    if (syncfs(maildir->tmp) != 0) {
        error_errno(&err, "syncing the outgoing Maildir");
        fail_good_ones(group, count, &err);
    }
    for (size_t i = 0; i < count; i++)
        if (group[i]->good)
            group[i]->good = move_in(maildir, group[i], &group[i]->err);
    if (fsync(maildir->new) != 0) {
        error_errno(&err, "syncing the folder new/");
        fail_good_ones(group, count, &err);
    }
}

static size_t
take_group(struct maildirout *maildir, struct maildirout_mail **group)
{
    size_t count = 0;

    pthread_mutex_lock(&maildir->lock);
    while (maildir->waiting.first == NULL && !maildir->stopping)
        pthread_cond_wait(&maildir->wake, &maildir->lock);
    while (count < GROUP_MAX && (group[count] = mails_take(&maildir->waiting)) != NULL)
        count++;
    pthread_mutex_unlock(&maildir->lock);
    return count;
}

static void *
work(void *argument)
{
    struct maildirout *maildir = argument;
    struct maildirout_mail *group[GROUP_MAX];
    const uint64_t one = 1;
    size_t count;

    while ((count = take_group(maildir, group)) > 0) {
        deliver(maildir, group, count);
        pthread_mutex_lock(&maildir->lock);
        for (size_t i = 0; i < count; i++)
            mails_add(&maildir->finished, group[i]);
        pthread_mutex_unlock(&maildir->lock);
        (void)!write(maildir->event, &one, sizeof one);
    }
    return NULL;
}

static int
open_folder(const char *path, const char *sub, struct error *err)
{
    char name[4096];
    int descriptor;

    snprintf(name, sizeof name, "%s/%s", path, sub);
    if (mkdir(name, 0750) != 0 && errno != EEXIST) {
        error_errno(err, "making %s", name);
        return -1;
    }
    descriptor = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        error_errno(err, "opening %s", name);
    return descriptor;
}

static bool
open_folders(struct maildirout *maildir, const char *path, struct error *err)
{
    int cur;

    if (mkdir(path, 0750) != 0 && errno != EEXIST)
        return error_errno(err, "making %s", path);
    cur = open_folder(path, "cur", err);
    if (cur < 0)
        return false;
    close(cur);
    maildir->tmp = open_folder(path, "tmp", err);
    maildir->new = open_folder(path, "new", err);
    return maildir->tmp >= 0 && maildir->new >= 0;
}

struct maildirout *
maildirout_open(const char *path, struct error *err)
{
    struct maildirout *maildir = calloc(1, sizeof *maildir);

    if (maildir == NULL)
        abort();
    if (!open_folders(maildir, path, err)) {
        free(maildir);
        return NULL;
    }
    maildir->event = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    pthread_mutex_init(&maildir->lock, NULL);
    pthread_cond_init(&maildir->wake, NULL);
    if (maildir->event < 0 || pthread_create(&maildir->thread, NULL, work, maildir) != 0)
        abort();
    return maildir;
}

void
maildirout_submit(struct maildirout *maildir, struct maildirout_mail *mail)
{
    pthread_mutex_lock(&maildir->lock);
    mails_add(&maildir->waiting, mail);
    pthread_cond_signal(&maildir->wake);
    pthread_mutex_unlock(&maildir->lock);
}

int
maildirout_descriptor(const struct maildirout *maildir)
{
    return maildir->event;
}

void
maildirout_collect(struct maildirout *maildir)
{
    struct maildirout_mail *mail;
    uint64_t ignored;

    (void)!read(maildir->event, &ignored, sizeof ignored);
    do {
        pthread_mutex_lock(&maildir->lock);
        mail = mails_take(&maildir->finished);
        pthread_mutex_unlock(&maildir->lock);
        if (mail != NULL)
            mail->done(mail);
    } while (mail != NULL);
}

void
maildirout_close(struct maildirout **maildir)
{
    struct maildirout *m = *maildir;

    if (m == NULL)
        return;
    pthread_mutex_lock(&m->lock);
    m->stopping = true;
    pthread_cond_signal(&m->wake);
    pthread_mutex_unlock(&m->lock);
    pthread_join(m->thread, NULL);
    maildirout_collect(m);
    close(m->tmp);
    close(m->new);
    close(m->event);
    free(m);
    *maildir = NULL;
}
