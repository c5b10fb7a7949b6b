//! Whatever the document, remarks and changes are written into it or refused; what comes
//! out reads as it should.

#![no_main]

mod files;

use fazhi_documents::{Job, Options, Remark, annotate, read};
use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut choices = Unstructured::new(data);
    let Ok(bytes) = files::file(&mut choices, &["docx", "write"]) else {
        return;
    };
    let text = |bytes: &[u8]| {
        read(bytes, "", &Options::default(), &files::decoder).map(|document| document.text)
    };
    let Ok(before) = text(&bytes) else {
        return;
    };
    let Ok(job) = job(&mut choices, &before) else {
        return;
    };
    let Ok(written) = annotate(&bytes, &job, &files::decoder) else {
        return;
    };
    let after = text(&written.bytes).expect("what was written is read");
    if !job.changes {
        assert_eq!(after, before);
    } else if written.unchanged.is_empty() {
        assert_eq!(after, job.text);
    }
});

fn job(choices: &mut Unstructured, before: &str) -> Result<Job> {
    let changes = choices.arbitrary()?;
    let mut text = before.to_owned();
    if changes {
        for _ in 0..choices.int_in_range(1..=4)? {
            let (from, to) = stretch(choices, &text)?;
            text.replace_range(from..to, choices.choose(&["", "件", "12", "，其中"])?);
        }
    }
    let mut remarks = Vec::new();
    for _ in 0..choices.int_in_range(0..=8)? {
        let (start, end) = stretch(choices, &text)?;
        let body = "第一行\n<b> & ]]>".to_owned();
        remarks.push(Remark { start, end, body });
    }
    Ok(Job {
        text,
        remarks,
        author: "透镜".to_owned(),
        initials: String::new(),
        date: None,
        changes,
    })
}

/// A stretch of at most a line.
fn stretch(choices: &mut Unstructured, text: &str) -> Result<(usize, usize)> {
    let places: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let from = choices.choose_index(places.len())?;
    let to = choices.int_in_range(from..=(from + 12).min(places.len() - 1))?;
    let (from, to) = (places[from], places[to]);
    let line = text[from..to].find('\n').map_or(to, |at| from + at);
    Ok((from, line))
}
