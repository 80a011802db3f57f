;;; assay.el --- Search a folder of Markdown notes with assay -*- lexical-binding: t; -*-

;; Package-Requires: ((emacs "28.1"))
;; Version: 0.1.0
;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; M-x assay          notes that match, in the buffer of xref; RET and M-g n visit them
;; M-x assay-live     the same while you type
;; M-x assay-backlinks, M-x assay-related   of the note in this buffer
;; assay-mode         completion of [[ and #, problems of assay-check through flymake, and an index
;;                    that is updated when a note is saved

;;; Code:

(require 'cl-lib)
(require 'hl-line)
(require 'json)
(require 'xref)

(defgroup assay nil "Search a folder of notes." :group 'matching :prefix "assay-")

(defcustom assay-program "assay" "The program." :type 'string)

(defcustom assay-corpus nil
  "The folder of notes.  Nil: the indexed one around the current file."
  :type '(choice (const nil) directory))

;;; Running assay

(defun assay--arguments (words)
  "Return WORDS, a command of assay and its arguments, with the corpus."
  (append (list (car words))
          (and assay-corpus (list "--corpus" (expand-file-name assay-corpus)))
          (cdr words)))

(defun assay--run (&rest words)
  "Return what assay prints for WORDS.  Signal its message if it fails."
  (let ((coding-system-for-read 'utf-8) (coding-system-for-write 'utf-8)
        (messages (make-temp-file "assay")))
    (unwind-protect
        (with-temp-buffer
          (let ((code (apply #'call-process assay-program nil (list t messages) nil
                             (assay--arguments words))))
            (when (and (numberp code) (> code 1))
              (user-error "%s" (assay--plain (with-temp-buffer
                                               (insert-file-contents messages)
                                               (buffer-string)))))
            (buffer-string)))
      (delete-file messages))))

(defun assay--plain (text)
  "Return TEXT on one line."
  (string-trim (replace-regexp-in-string "[[:space:]]+" " " text)))

(defun assay--objects (text)
  "Return the objects in TEXT, one a line."
  (mapcar (lambda (line) (json-parse-string line :object-type 'alist :array-type 'list
                                            :null-object nil :false-object nil))
          (split-string text "\n" t)))

;;; Hits

(defun assay--locations (hits)
  "Return places of xref for HITS; none for a file whose name is not UTF-8."
  (cl-loop
   for hit in hits for file = (alist-get 'file hit)
   when file append
   (cl-loop
    for passage in (or (alist-get 'passages hit) '(((line . 1) (column . 1) (text . ""))))
    collect (xref-make (format "%s: %s" (alist-get 'title hit) (alist-get 'text passage))
                       (xref-make-file-location file (alist-get 'line passage)
                                                (1- (alist-get 'column passage)))))))

(defun assay--show (hits subject)
  "Show HITS with xref, or say that there are none for SUBJECT."
  (let ((found (assay--locations hits)))
    (if found
        (funcall xref-show-xrefs-function (lambda () found)
                 `((window . ,(selected-window))))
      (message "Nothing was found: %s" subject))))

(defun assay--note-name ()
  "Return the file of this buffer."
  (or buffer-file-name (user-error "This buffer is no file")))

;;;###autoload
(defun assay (query)
  "Show the notes that match QUERY."
  (interactive "sSearch notes: ")
  (assay--show (assay--objects
                (assay--run "search" "--jsonl" "--passages" "all" "-n" "all" "--" query))
               query))

;;;###autoload
(defun assay-related ()
  "Show notes like the one in this buffer."
  (interactive)
  (assay--list "related"))

;;;###autoload
(defun assay-backlinks ()
  "Show the notes that link to the one in this buffer."
  (interactive)
  (assay--list "backlinks"))

(defun assay--list (command)
  "Show the notes that assay COMMAND finds for the note in this buffer."
  (let* ((note (assay--note-name))
         (answer (assay--run command "--json" "-n" "all" "--" note)))
    (assay--show (alist-get 'hits (car (assay--objects
                                        (replace-regexp-in-string "\n" " " answer))))
                 note)))

;;; Live

(defvar assay--live-process nil)
(defvar assay--live-timer nil)

(defun assay--live-search (query buffer)
  "Search for QUERY; show the lines of its hits in BUFFER when they come."
  (when (process-live-p assay--live-process)
    (delete-process assay--live-process))
  (let ((output (generate-new-buffer " *assay-live*")))
    (setq assay--live-process
          (make-process
           :name "assay-live" :buffer output :noquery t :connection-type 'pipe :coding 'utf-8
           :stderr (get-buffer-create " *assay-messages*")
           :command (cons assay-program
                          (assay--arguments (list "search" "--jsonl" "-n" "50" "--as-you-type"
                                                  "--" query)))
           :sentinel
           (lambda (process _event)
             (when (eq (process-status process) 'exit)
               (let ((text (with-current-buffer output (buffer-string))))
                 (when (buffer-live-p buffer)
                   (assay--live-fill buffer (assay--objects text)))))
             (unless (process-live-p process)
               (when (buffer-live-p output) (kill-buffer output))))))))

(defun assay--live-fill (buffer hits)
  "Show HITS in BUFFER, one a line."
  (with-current-buffer buffer
    (let ((inhibit-read-only t))
      (erase-buffer)
      (dolist (hit hits)
        (let ((passage (car (alist-get 'passages hit))))
          (insert (propertize (format "%s  %s  %s\n" (alist-get 'title hit)
                                      (assay--plain (alist-get 'path hit))
                                      (or (alist-get 'text passage) ""))
                              'assay-hit hit))))
      (unless hits (insert "nothing was found\n"))
      (goto-char (point-min))
      (hl-line-highlight))
    (when (get-buffer-window buffer)
      (set-window-point (get-buffer-window buffer) (point-min)))))

(defun assay--live-move (buffer lines)
  "Choose the hit that is LINES further in BUFFER."
  (with-selected-window (get-buffer-window buffer)
    (forward-line lines)
    (when (and (eobp) (> lines 0)) (forward-line -1))
    (hl-line-highlight)))

;;;###autoload
(defun assay-live (&optional query)
  "Search while you type, beginning with QUERY.
RET opens the chosen note; \\`C-n' and \\`C-p' choose another one."
  (interactive)
  (let* ((buffer (get-buffer-create "*assay*"))
         (folder default-directory)
         (keys (make-sparse-keymap)) asked chosen)
    (with-current-buffer buffer
      (setq default-directory folder truncate-lines t buffer-read-only t)
      (hl-line-mode 1))
    (set-keymap-parent keys minibuffer-local-map)
    (dolist (key '("C-n" "<down>"))
      (define-key keys (kbd key) (lambda () (interactive) (assay--live-move buffer 1))))
    (dolist (key '("C-p" "<up>"))
      (define-key keys (kbd key) (lambda () (interactive) (assay--live-move buffer -1))))
    (save-window-excursion
      (display-buffer buffer '(display-buffer-at-bottom (window-height . 0.5)))
      (unwind-protect
          (minibuffer-with-setup-hook
              (lambda ()
                (let ((minibuffer (current-buffer)))
                  ;; Leaving the minibuffer puts all windows back.
                  (add-hook 'minibuffer-exit-hook
                            (lambda ()
                              (setq chosen (with-current-buffer buffer
                                             (get-text-property
                                              (window-point (get-buffer-window buffer))
                                              'assay-hit))))
                            nil t)
                  (setq assay--live-timer
                        (run-with-idle-timer
                         0.05 t
                         (lambda ()
                           (let ((now (with-current-buffer minibuffer
                                        (minibuffer-contents-no-properties))))
                             (unless (equal now asked)
                               (setq asked now)
                               (with-current-buffer buffer
                                 (assay--live-search now buffer)))))))))
            (read-from-minibuffer "Search notes: " query keys))
        (when assay--live-timer (cancel-timer assay--live-timer))
        (when (process-live-p assay--live-process) (delete-process assay--live-process))))
    (if (and chosen (alist-get 'file chosen))
        (let ((passage (car (alist-get 'passages chosen))))
          (find-file (assay--literal (alist-get 'file chosen)))
          (goto-char (point-min))
          (forward-line (1- (or (alist-get 'line passage) 1)))
          (forward-char (min (1- (or (alist-get 'column passage) 1))
                             (- (line-end-position) (point)))))
      (message "No note was chosen"))))

(defun assay--literal (file)
  "Return FILE so that its name is not taken for a remote place."
  (if (string-match-p ":" file) (concat "/:" file) file))

;;; Completion

(defun assay--notes-beginning (text)
  "Return the names of notes for TEXT, the best first."
  (let* ((query (downcase (replace-regexp-in-string "[[:punct:]]" " " text)))
         (words (if (string-blank-p query) '("--sort" "updated")
                  (list "--as-you-type" "--" query))))
    (delete-dups
     (cl-loop for hit in (assay--objects (apply #'assay--run "search" "--jsonl" "--passages" "0"
                                                "-n" "30" words))
              for name = (file-name-base (alist-get 'path hit))
              unless (string-match-p "[][|#^]" name) collect name))))

(defun assay--tags ()
  "Return all tags, those of most notes first."
  (cl-loop for line in (split-string (assay--run "tags" "--sort" "count") "\n" t)
           for tag = (cadr (split-string line "\t"))
           when (and tag (not (string-match-p "[[:space:]]" tag))) collect tag))

(defun assay--in-order (candidates)
  "Return a completion table of CANDIDATES that keeps their order."
  (lambda (text predicate action)
    (if (eq action 'metadata)
        '(metadata (display-sort-function . identity) (cycle-sort-function . identity))
      (complete-with-action action candidates text predicate))))

(defun assay-completion-at-point ()
  "Complete the name of a note after [[, and a tag after #."
  (let ((end (point)) (begin (line-beginning-position)))
    (save-excursion
      (cond
       ((re-search-backward "\\[\\[\\([^][|\n]*\\)\\=" begin t)
        (let* ((start (match-beginning 1)) (text (match-string-no-properties 1))
               (names (assay--notes-beginning text)))
          ;; A search finds names that do not begin with what was typed: each is offered in its
          ;; place.
          (list start end
                (lambda (_text _predicate action)
                  (pcase action
                    ('metadata '(metadata (display-sort-function . identity)
                                          (cycle-sort-function . identity)))
                    ('t names)
                    ('lambda (member text names))
                    ('nil (if (= (length names) 1) (car names) text))))
                :exclusive 'no
                :exit-function (lambda (_name status)
                                 (when (and (eq status 'finished) (not (looking-at-p "]]")))
                                   (insert "]]"))))))
       ((re-search-backward "\\(?:^\\|[[:space:]]\\)#\\([^[:space:]#]*\\)\\=" begin t)
        (list (match-beginning 1) end (assay--in-order (assay--tags)) :exclusive 'no))))))

;;; Problems

(defun assay-flymake (report &rest _)
  "Tell REPORT what `assay check' says about the note in this buffer."
  (let ((buffer (current-buffer)) (file buffer-file-name)
        (output (generate-new-buffer " *assay-check*")))
    (make-process
     :name "assay-check" :buffer output :noquery t :connection-type 'pipe :coding 'utf-8
     :stderr (get-buffer-create " *assay-messages*")
     :command (cons assay-program (assay--arguments '("check" "--json")))
     :sentinel
     (lambda (process _event)
       (unless (process-live-p process)
         (unwind-protect
             (when (and (eq (process-status process) 'exit) (<= (process-exit-status process) 1)
                        (buffer-live-p buffer))
               (let* ((answer (with-current-buffer output
                                (goto-char (point-min))
                                (json-parse-buffer :object-type 'alist :array-type 'list
                                                   :null-object nil)))
                      (root (alist-get 'root answer)))
                 (with-current-buffer buffer
                   (funcall report
                            (cl-loop
                             for each in (alist-get 'diagnostics answer)
                             for path = (alist-get 'path each)
                             when (and path (file-equal-p (expand-file-name path root) file))
                             collect (pcase-let ((`(,begin . ,end)
                                                  (flymake-diag-region
                                                   buffer (or (alist-get 'line each) 1))))
                                       (flymake-make-diagnostic
                                        buffer begin end :warning
                                        (alist-get 'message each))))))))
           (kill-buffer output)))))))

;;; Saving

(defvar assay--indexing nil "The process that indexes.")
(defvar assay--saved nil "Files that were saved, and that no process indexes yet.")
(defvar assay--index-timer nil "Calls `assay--index' once Emacs waits for input.")

(defun assay-index-soon ()
  "Index the note in this buffer, of `assay-corpus', without waiting."
  (when (and assay-corpus buffer-file-name
             (file-in-directory-p buffer-file-name assay-corpus))
    (cl-pushnew (expand-file-name buffer-file-name) assay--saved :test #'equal)
    ;; Starting a process takes milliseconds: it waits until the save is over.
    (unless (memq assay--index-timer timer-list)
      (setq assay--index-timer (run-with-timer 0 nil #'assay--index)))))

(defun assay--index ()
  "Index what was saved, by one process at a time."
  (unless (or (null assay--saved) (process-live-p assay--indexing))
    (let ((files assay--saved))
      (setq assay--saved nil
            assay--indexing
            (make-process
             :name "assay-index" :buffer nil :noquery t :connection-type 'pipe
             :command (append (list assay-program "index") files)
             :sentinel (lambda (process _event)
                         (unless (process-live-p process) (assay--index))))))))

(defun assay--finish-index ()
  "Let a process that outlives Emacs index what was saved last."
  (when assay--saved
    (apply #'call-process assay-program nil 0 nil "index" assay--saved)))

(add-hook 'kill-emacs-hook #'assay--finish-index)

;;;###autoload
(define-minor-mode assay-mode
  "Completion of [[ and #, problems of notes, and an index that is kept fresh."
  :lighter " assay"
  (if assay-mode
      (progn (add-hook 'completion-at-point-functions #'assay-completion-at-point nil t)
             (add-hook 'flymake-diagnostic-functions #'assay-flymake nil t)
             (add-hook 'after-save-hook #'assay-index-soon nil t))
    (remove-hook 'completion-at-point-functions #'assay-completion-at-point t)
    (remove-hook 'flymake-diagnostic-functions #'assay-flymake t)
    (remove-hook 'after-save-hook #'assay-index-soon t)))

(provide 'assay)
;;; assay.el ends here
